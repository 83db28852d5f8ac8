import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Architecture, LayerPlan } from '../architecture.ts';
import { planArchitecture } from '../architecture.ts';
import { NORM_EPSILON } from '../forward.ts';
import { NETS } from '../index.ts';
import type { PublishedLayout, PublishedNet, Row } from './layouts.ts';
import { PUBLISHED_LAYOUTS } from './layouts.ts';
import type { PublishedArray, PublishedFile, PublishedRole } from './published-file.ts';
import { namesText } from './published-file.ts';
import { columnToRow, flipInputChannels } from './transpose.ts';

/** Pictures of all three nets are 224 × 224. */
const PUBLISHED_SIZE = 224;

/** A weight of ours; its values are made when they are requested, since all of them may be 580 MB. */
export interface ConvertedWeight {
  name: string;
  shape: readonly number[];
  values: () => Promise<Float32Array>;
}

export interface Conversion {
  layout: PublishedLayout;
  weights: readonly ConvertedWeight[];
  /** Layers of ours that the file does not hold, beside the head. */
  missing: readonly string[];
  /** `missing`, and where the file has no head what only leads to it. */
  absent: readonly string[];
}

/** The net as published; its last layer plays no part. */
export function publishedArchitecture(net: PublishedNet): Architecture {
  return NETS[net]({ inputSize: PUBLISHED_SIZE, outputs: 1, dropout: 0 });
}

/**
 * Finds out whose weights a file holds and checks every shape; converts nothing yet.
 * @throws DemifaceError `mismatch`, in one line: another net, a layer that is missing, a shape that differs
 */
export function planConversion(file: PublishedFile, kind: 'mat' | 'h5', net: PublishedNet): Conversion {
  const layout = layoutOf(file, kind, net);
  const plans = new Map(planArchitecture(publishedArchitecture(net)).map((plan) => [plan.layer.name, plan]));
  const hasTop = layout.top.some((ours) => file.layers.has(rowOf(layout, ours)[1]));
  const missing = hasTop ? [] : layout.top;
  const rows = layout.rows.filter(([ours]) => !missing.includes(ours));
  const weights = rows.flatMap((row) => weightsOf(file, layout, plans, row));
  const hasHead = layout.head.some((name) => file.layers.has(name));
  return { layout, weights, missing, absent: hasHead ? missing : [...missing, ...headOf(net)] };
}

/** Our last layer, and the pooling before it that variants without a top may leave out. */
function headOf(net: PublishedNet): string[] {
  const { layers, taps } = publishedArchitecture(net);
  const pools = layers.filter(({ op }) => op === 'globalAveragePool');
  return [taps.output, ...pools.map(({ name }) => name)];
}

function rowOf({ rows }: PublishedLayout, ours: string): Row {
  return rows.find(([name]) => name === ours)!;
}

function layoutOf(file: PublishedFile, kind: 'mat' | 'h5', net: PublishedNet): PublishedLayout {
  const has = (theirs: string) => file.layers.has(theirs);
  // The first two layers tell all layouts apart that their heads do not.
  const named = PUBLISHED_LAYOUTS.filter(
    (layout) => layout.file === kind && layout.rows.slice(0, 2).every(([, theirs]) => has(theirs)),
  );
  const ofNet = named.filter((layout) => layout.net === net);
  if (ofNet.length === 0) {
    const facts = { path: file.path, net, layers: namesText([...file.layers.keys()]) };
    const [other] = named;
    throw new DemifaceError(
      'mismatch',
      other
        ? message('weights.looksLike', { ...facts, what: other.what, other: other.net })
        : message('weights.otherNet', facts),
    );
  }
  const head = ofNet.flatMap((layout) => layout.head).find(has);
  if (head === undefined) {
    if (kind === 'h5') return ofNet[0]!;
    throw lacks(file, ofNet[0]!.head[0]!);
  }
  const classes = file.layers.get(head)!.get('kernel')?.shape.at(-1) ?? 0;
  const found = ofNet.find((layout) => layout.classes === classes);
  if (found) return found;
  const expected = ofNet.map((layout) => `${layout.classes} (${layout.what})`).join(' or ');
  throw new DemifaceError(
    'mismatch',
    message('weights.otherClasses', { path: file.path, layer: head, classes, expected }),
  );
}

function lacks({ path }: PublishedFile, what: string): DemifaceError {
  return new DemifaceError('mismatch', message('weights.lacks', { path, layer: what }));
}

function weightsOf(
  file: PublishedFile,
  layout: PublishedLayout,
  plans: ReadonlyMap<string, LayerPlan>,
  row: Row,
): ConvertedWeight[] {
  const [ours, theirs, norm] = row;
  const read = (layer: string, role: PublishedRole, shape: readonly number[]) => {
    const array = file.layers.get(layer)?.get(role);
    if (!array) throw lacks(file, file.layers.has(layer) ? `the ${role} of ${layer}` : `the layer ${layer}`);
    const what = `the ${role} of ${layer}`;
    checkShape(file, what, array, shape);
    return () => inRowOrder(file, what, array);
  };
  const shape = plans.get(ours)!.weights.find(({ role }) => role === 'kernel')!.shape;
  const outputs = shape.at(-1)!;
  const published = read(theirs, 'kernel', shape);
  const isFirst = row === layout.rows[0];
  const kernel: ConvertedWeight = {
    name: `${ours}/kernel`,
    shape,
    values: async () => {
      const values = await published();
      if (isFirst && layout.color === 'bgr') flipInputChannels(values, 3, outputs);
      return values;
    },
  };
  const perChannel = (name: string, values: () => Promise<Float32Array>): ConvertedWeight => ({
    name,
    shape: [outputs],
    values,
  });
  if (norm === undefined) return [kernel, perChannel(`${ours}/bias`, read(theirs, 'bias', [outputs]))];
  const bias = file.layers.get(theirs)!.has('bias') ? read(theirs, 'bias', [outputs]) : undefined;
  const mean = read(norm, 'mean', [outputs]);
  const variance = read(norm, 'variance', [outputs]);
  return [
    kernel,
    perChannel(`${ours}/norm/gamma`, read(norm, 'gamma', [outputs])),
    perChannel(`${ours}/norm/beta`, read(norm, 'beta', [outputs])),
    // γ · (x + b − m) / √(v + ε) + β: the bias goes into the mean, and what ε differs by into the variance.
    perChannel(`${ours}/norm/movingMean`, async () => {
      const biases = await bias?.();
      return (await mean()).map((value, k) => value - (biases?.[k] ?? 0));
    }),
    perChannel(`${ours}/norm/movingVariance`, async () =>
      (await variance()).map((value) => value + layout.normEpsilon - NORM_EPSILON),
    ),
  ];
}

/** A dense layer of MatConvNet is a convolution over all that is there: [h, w, in, out] for [h · w · in, out]. */
function checkShape(
  { path }: PublishedFile,
  what: string,
  { shape }: PublishedArray,
  expected: readonly number[],
): void {
  const asDense = expected.length === 2 && shape.length === 4;
  const found = asDense ? [shape[0]! * shape[1]! * shape[2]!, shape[3]!] : shape;
  if (String(found) !== String(expected))
    throw new DemifaceError(
      'mismatch',
      message('weights.otherShape', {
        path,
        layer: what,
        shape: shape.join('×'),
        expected: expected.join('×'),
      }),
    );
}

async function inRowOrder(
  { path }: PublishedFile,
  what: string,
  { order, shape, read }: PublishedArray,
): Promise<Float32Array> {
  const stored = await read();
  const values = order === 'column' && shape.length > 1 ? columnToRow(stored, shape) : stored;
  // One sum over millions is quicker than asking each: what is not finite does not leave it.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  if (!Number.isFinite(sum))
    throw new DemifaceError('corrupt', message('weights.notFinite', { path, layer: what }));
  return values;
}
