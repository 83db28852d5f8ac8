import type { Measured } from '../../../artifact/card.ts';

/** What remains when only readings from a confidence on count. */
export interface ConfidentPredictions {
  from: number;
  /** Share of all readings. */
  kept: number;
  /** Share of the kept that is wrong; null where none is kept. */
  wrong: number | null;
}

/**
 * Joins the classes' risk-coverage curves: each class counts by how many pictures are read as it.
 * @returns in ascending order of `from`; empty where the card has no curves
 */
export function confidentPredictions({
  perClass,
  confusion,
}: Pick<Measured, 'perClass' | 'confusion'>): ConfidentPredictions[] {
  const readAs = perClass.map((_, label) => confusion.reduce((sum, row) => sum + (row[label] ?? 0), 0));
  const total = readAs.reduce((a, b) => a + b, 0);
  const points = perClass[0]?.riskCoverage ?? [];
  if (total === 0) return [];
  return points.map(({ from }, i) => {
    let kept = 0;
    let wrong = 0;
    perClass.forEach(({ riskCoverage }, label) => {
      const point = riskCoverage[i];
      const n = (point?.coverage ?? 0) * readAs[label]!;
      kept += n;
      wrong += n * (point?.risk ?? 0);
    });
    return { from, kept: kept / total, wrong: kept > 0 ? wrong / kept : null };
  });
}
