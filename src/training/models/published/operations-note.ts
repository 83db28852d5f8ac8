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
};
/** Its older name for the same. */
const SAME: Readonly<Record<string, string>> = { normalize: 'lrn' };
const WITHOUT_EFFECT = ['dropout', 'softmax', 'softmaxloss', 'loss'];

/**
 * Weights alone do not tell a network: without its normalization, say, the same ones mean something else.
 * @param found what each layer of the file does, in order
 * @returns in words where it differs from our net of that name; undefined where it does not
 */
export function operationsNote(found: readonly string[], net: PublishedNet): string | undefined {
  const theirs = found.filter((type) => !WITHOUT_EFFECT.includes(type)).map((type) => SAME[type] ?? type);
  const ours = publishedArchitecture(net).layers.flatMap(({ op }) => OURS[op] ?? []);
  if (theirs.join() === ours.join()) return undefined;
  const differing = [...new Set([...ours, ...theirs])].flatMap((type) => {
    const [here, there] = [ours, theirs].map((types) => types.filter((one) => one === type).length);
    return here === there ? [] : `${there} of type ${type}, expected ${here}`;
  });
  const how = differing.length > 0 ? differing.join('; ') : 'they stand in another order';
  return `the layers of the file are not those of ${net} (${how}): its weights were trained for another network, and a teacher that starts from them may learn worse`;
}
