import type { Architecture } from '../architecture.ts';
import type { WeightValues } from '../model.ts';
import type { FoldedNet } from './fold.ts';
import { foldNorms, unfoldNorms } from './fold.ts';

/**
 * How kernels are stored; everything is computed in float32. `float16` halves the file; biases and what else is one
 * number a channel stay float32.
 */
export type Precision = 'float32' | 'float16';

const LARGEST_HALF = 65504;

export const isKernel = (name: string): boolean => name.endsWith('/kernel');

/**
 * Rounds the kernels of a folded network to half precision.
 * @throws Error naming a kernel that does not fit: half precision ends at 65,504
 */
export function roundKernels({ norms, weights }: FoldedNet): FoldedNet {
  const rounded = [...weights].map(([name, values]): [string, Float32Array] => {
    if (!isKernel(name)) return [name, values];
    const halves = new Float32Array(new Float16Array(values));
    const lost = halves.findIndex((half) => !(Math.abs(half) <= LARGEST_HALF));
    if (lost >= 0)
      throw new Error(
        `${name} holds ${values[lost]}, half precision ends at ${LARGEST_HALF}; export in float32`,
      );
    return [name, halves];
  });
  return { norms, weights: new Map(rounded) };
}

/**
 * The weights that a file in half precision computes with: a network with these gives what the file gives. Batch
 * normalization is folded first, then kernels are rounded, so that rounding these again changes nothing.
 * @returns all weights, as `planArchitecture` names them
 */
export function halfWeights(architecture: Architecture, weights: WeightValues): WeightValues {
  return unfoldNorms(architecture, roundKernels(foldNorms(architecture, weights)));
}
