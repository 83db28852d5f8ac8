import type { WeightValues } from '../models/index.ts';

/**
 * (1 − share) · from + share · to, weight by weight: between a model and the same one trained on, which keeps more of what it
 * knew than either end of few pictures does. Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", Eq. 1.
 * A weight of another length, such as a new head's, is taken from `to`.
 */
export function interpolate(from: WeightValues, to: WeightValues, share: number): Map<string, Float32Array> {
  return new Map(
    [...to].map(([name, values]) => {
      const before = from.get(name);
      const same = before?.length === values.length;
      return [name, same ? values.map((value, i) => (1 - share) * before[i]! + share * value) : values];
    }),
  );
}
