import { shownRows } from '../../artifact/occluded-rows.ts';
import type { Architecture, Layer } from './architecture.ts';
import type { NetOptions } from './vgg-f.ts';

/** Filters of the first convolution. */
const STEM = 32;
/** Residual blocks: how many times as wide as the stem, stride. */
const BLOCKS = [
  [1, 1],
  [2, 2],
  [4, 2],
  [8, 2],
] as const;

/**
 * Ours: four residual blocks of two 3×3 convolutions (He et al. 2016, the basic block) behind a small stem.
 * 1.2 M parameters; 0.037·10⁹ multiply-adds at 48×48, 0.066·10⁹ at 64×64: fit for two processor cores.
 */
export function compact(options: NetOptions): Architecture {
  return residual('compact', 'input', [], options);
}

/**
 * The same behind the half that shows: the hidden one holds nothing, so nothing is spent on it, and the multiply-adds of
 * 64×64 see the half of 90×90. Takes the weights of `compact`.
 */
export const compactHalf =
  (visible: 'lower' | 'upper') =>
  (options: NetOptions): Architecture => {
    const [top, end] = shownRows(visible, options.inputSize);
    const crop = { name: 'shown', from: 'input', op: 'crop', top, rows: end - top } as const;
    return residual(`compact-${visible}`, crop.name, [crop], options);
  };

function residual(
  net: string,
  picture: string,
  before: readonly Layer[],
  { inputSize, outputs, dropout, ages }: NetOptions,
): Architecture {
  const layers: Layer[] = [...before];
  const conv = (name: string, from: string, filters: number, size: number, stride: number) => {
    layers.push({ name, from, op: 'conv', filters, size, stride, pad: 'same', bias: false });
    return name;
  };
  const normalized = (from: string) => {
    layers.push({ name: `${from}/norm`, from, op: 'batchNorm' });
    return `${from}/norm`;
  };
  const relu = (name: string, from: string) => {
    layers.push({ name, from, op: 'relu' });
    return name;
  };
  relu('stem/relu', normalized(conv('stem', picture, STEM, 3, 1)));
  layers.push({ name: 'stem/pool', from: 'stem/relu', op: 'maxPool', size: 2, stride: 2, pad: 'same' });
  let from = 'stem/pool';
  let width = STEM;
  BLOCKS.forEach(([times, stride], b) => {
    const filters = times * STEM;
    const block = `block${b + 1}`;
    const first = relu(`${block}/a/relu`, normalized(conv(`${block}/a`, from, filters, 3, stride)));
    const second = normalized(conv(`${block}/b`, first, filters, 3, 1));
    const plain = stride === 1 && filters === width;
    const shortcut = plain ? from : conv(`${block}/shortcut`, from, filters, 1, stride);
    layers.push({ name: `${block}/add`, from: second, op: 'add', with: shortcut });
    from = relu(`${block}/relu`, `${block}/add`);
    width = filters;
  });
  layers.push(
    { name: 'pool', from, op: 'globalAveragePool' },
    { name: 'dropout', from: 'pool', op: 'dropout', rate: dropout },
  );
  if (ages)
    layers.push(
      { name: 'ages', from: 'dropout', op: 'dense', units: ages.length },
      { name: 'output', from: 'ages', op: 'expectation', values: ages },
    );
  else layers.push({ name: 'output', from: 'dropout', op: 'dense', units: outputs });
  return {
    net,
    inputSize,
    layers,
    taps: { embedding: 'pool', lastConv: [from], output: 'output', ...(ages ? { ageScores: 'ages' } : {}) },
  };
}
