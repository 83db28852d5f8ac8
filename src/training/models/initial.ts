import { randomFor } from '../../common/math/random.ts';
import type { WeightSpec } from './architecture.ts';

/**
 * Fresh values of a weight: kernels uniform with variance 2 / fan-in (He et al. 2015, Eq. 10), the rest constant.
 * The same seed and name give the same values on every engine.
 */
export function initialValues({ name, shape, role, fixed }: WeightSpec, seed: number): Float32Array {
  if (fixed) return Float32Array.from(fixed);
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  if (role === 'gamma' || role === 'movingVariance') return values.fill(1);
  if (role !== 'kernel') return values;
  const fanIn = values.length / shape.at(-1)!;
  const limit = Math.sqrt(6 / fanIn);
  const random = randomFor(seed, 'weights', name);
  for (let i = 0; i < values.length; i++) values[i] = random.uniform(-limit, limit);
  return values;
}
