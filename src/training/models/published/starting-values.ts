import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Architecture } from '../architecture.ts';
import { planArchitecture } from '../architecture.ts';
import { initialValues } from '../initial.ts';
import type { WeightValues } from '../model.ts';
import type { PublishedWeights } from './published-folder.ts';

/**
 * All weights of a network: the published ones, and fresh ones where there are none (the head).
 * @throws DemifaceError `mismatch` if a published weight has another size, as with pictures that are not 224 × 224
 */
export function startingValues(
  architecture: Architecture,
  { weights, what }: Pick<PublishedWeights, 'weights' | 'what'>,
  seed: number,
): WeightValues {
  const specs = planArchitecture(architecture).flatMap((plan) => plan.weights);
  return new Map(
    specs.map((spec) => {
      const published = weights.get(spec.name);
      const expected = spec.shape.reduce((a, b) => a * b, 1);
      if (published && published.length !== expected)
        throw new DemifaceError(
          'mismatch',
          message('weights.otherCount', {
            what,
            name: spec.name,
            found: published.length,
            expected,
            net: architecture.net,
            width: architecture.inputSize,
            height: architecture.inputSize,
          }),
        );
      return [spec.name, published ?? initialValues(spec, seed)];
    }),
  );
}
