import type { NamedWeight } from '../../artifact/model-weights.ts';
import type { Architecture } from './architecture.ts';
import { planArchitecture } from './architecture.ts';
import type { WeightValues } from './model.ts';

/** A network's weights as a model folder holds them, in the order of its layers; others are left out. */
export function namedWeights(architecture: Architecture, weights: WeightValues): NamedWeight[] {
  return planArchitecture(architecture).flatMap(({ weights: planned }) =>
    planned.map(({ name, shape }) => ({ name, shape, values: weights.get(name)! })),
  );
}
