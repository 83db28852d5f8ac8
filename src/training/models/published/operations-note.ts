import type { Layer } from '../architecture.ts';
import { publishedArchitecture } from './conversion.ts';
import type { PublishedNet } from './layouts.ts';

/** Our layers as MatConvNet calls them; the others change nothing when a network reads. */
const OURS: Readonly<Partial<Record<Layer['op'], string>>> = {
  conv: 'conv',
  dense: 'conv',
  relu: 'relu',
  lrn: 'lrn',
  maxPool: 'pool',
  globalAveragePool: 'average pool',
  batchNorm: 'bnorm',
  add: 'sum',
};
/** Its older name for the same. */
const SAME: Readonly<Record<string, string>> = { normalize: 'lrn' };
const WITHOUT_EFFECT = ['dropout', 'softmax', 'softmaxloss', 'loss'];

/** The note for a file that states no layer types. */
export const UNCHECKED_NOTE =
  'the file holds weights alone: what lies between them (activations, pooling, normalization) is not stated and was not compared with our net';

/**
 * Weights alone do not tell a network: without its normalization, say, the same ones mean something else.
 * @param found what each layer of the file does, in order
 * @param absent layers of ours that are not in the file and are drawn afresh
 * @returns in words where it differs from our net of that name; undefined where it does not
 */
export function operationsNote(
  found: readonly string[],
  net: PublishedNet,
  absent: readonly string[] = [],
): string | undefined {
  const { layers } = publishedArchitecture(net);
  const ours = layers.flatMap(({ name, op }) =>
    absent.includes(name.split('/')[0]!) ? [] : (OURS[op] ?? []),
  );
  // A variant without a top may keep the pooling before it.
  const isOptional = (type: string) => absent.length > 0 && type === OURS.globalAveragePool;
  const theirs = found.flatMap((type) =>
    WITHOUT_EFFECT.includes(type) || isOptional(type) ? [] : (SAME[type] ?? type),
  );
  // Branches stand one after the other in any order.
  const hasBranches = ours.includes('sum');
  const text = (types: readonly string[]) => (hasBranches ? types.toSorted() : types).join();
  if (text(theirs) === text(ours)) return undefined;
  const differing = [...new Set([...ours, ...theirs])].flatMap((type) => {
    const [here, there] = [ours, theirs].map((types) => types.filter((one) => one === type).length);
    return here === there ? [] : `${there} of type ${type}, expected ${here}`;
  });
  const how = differing.length > 0 ? differing.join('; ') : 'they stand in another order';
  return `the layers of the file are not those of ${net} (${how}): its weights were trained for another network, and a teacher that starts from them may learn worse`;
}
