import type { Interval } from '../evaluation/significance/bootstrap.ts';
import { bootstrapIntervals } from '../evaluation/significance/bootstrap.ts';
import { mean, resampledMean } from '../evaluation/metrics/mae.ts';
import type { HeatShares, Part, PartShare } from './heat-shares.ts';
import { PARTS, partShare } from './heat-shares.ts';

export interface MeanShare extends PartShare {
  /** Of the mean share, by the percentile bootstrap over pictures; null for a single one. */
  ci95: Interval | null;
}
export type MeanShares = Readonly<Record<Part, MeanShare>>;

/** Decides the bootstrap's resamples; the same for all, so that figures repeat. */
const SEED = 1;

/** The mean over pictures of which the same shows; the caller has at least one. */
export function meanShares(shares: readonly HeatShares[]): MeanShares {
  const valuesOf = (part: Part) => Float64Array.from(shares, (one) => one[part].share);
  const statistics = Object.fromEntries(
    PARTS.map((part) => {
      const values = valuesOf(part);
      return [part, (counts: Int32Array) => resampledMean(values, counts)];
    }),
  );
  const intervals =
    shares.length > 1 ? bootstrapIntervals(shares.length, statistics, { seed: SEED }) : undefined;
  const onOccluded = mean(valuesOf('occluded'));
  return Object.fromEntries(
    PARTS.map((part): [Part, MeanShare] => {
      const share = partShare(mean(valuesOf(part)), shares[0]![part].area, onOccluded);
      return [part, { ...share, ci95: intervals?.[part] ?? null }];
    }),
  ) as Record<Part, MeanShare>;
}
