import { ADULT_BANDS } from '../../../../../artifact/age-bands.ts';
import { GENDERS } from '../../../../../artifact/labels.ts';
import type { CountingModel } from '../buckets/models.ts';

/** Test faces of each class (row) by what they were read as (column). */
export type Confusion = readonly (readonly number[])[];

/** What the faces of an audience showed: shares of whole faces, masked ones and those with a headset; they add up to 1. */
export type Shown = Readonly<Record<CountingModel['visible'], number>>;

/** Whose readings were counted, and how much of the count is theirs. */
export interface ModelShare {
  readers: readonly CountingModel[];
  shown: Shown;
  /** All of that is suppressed, and the faces are taken for whole ones. */
  isCoverSuppressed?: boolean;
  visits: number;
}

/** How classes are read: the confusion of each model and its weight in the count. */
export type WeightedConfusions = readonly { weight: number; confusion: Confusion }[];

/**
 * How genders or adult age bands of an audience were misread. Whole faces, masked ones and those under a headset are read by
 * different models; each counts by its share of the visits.
 * @returns null where a model that read has no measured confusion
 */
export function weightedConfusions(
  task: 'gender' | 'age',
  readings: readonly ModelShare[],
): WeightedConfusions | null {
  const total = readings.reduce((sum, { visits }) => sum + visits, 0);
  const parts: { weight: number; confusion: Confusion }[] = [];
  for (const { readers, shown, visits } of readings)
    for (const visible of ['full', 'lower', 'upper'] as const) {
      const weight = (shown[visible] * visits) / total;
      if (!(weight > 0)) continue;
      const confusion = readers.find((one) => one.task === task && one.visible === visible)?.confusion;
      if (!confusion) return null;
      parts.push({ weight, confusion: task === 'age' ? adultsOf(confusion) : confusion });
    }
  return parts.length > 0 && parts.every(({ confusion }) => isOf(task, confusion)) ? parts : null;
}

/** Probability that a face of class t is read as class r: [t][r]. Half a face is added to each, so that nothing is impossible. */
export function meanConfusion(misreading: WeightedConfusions): number[][] {
  return mixed(misreading.map(({ weight, confusion }) => ({ weight, rows: confusion.map(sharesOf) })));
}

/** Weighted mean of matrices. */
export function mixed(
  parts: readonly { weight: number; rows: readonly (readonly number[])[] }[],
): number[][] {
  return parts[0]!.rows.map((row, t) =>
    row.map((_, r) => parts.reduce((sum, { weight, rows }) => sum + weight * rows[t]![r]!, 0)),
  );
}

/** Two classes of one face that are misread apart from each other: [a·b][a·b], the second running faster. */
export function jointly(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
): number[][] {
  return first.flatMap((a) => second.map((b) => a.flatMap((p) => b.map((q) => p * q))));
}

export const SMOOTHING = 0.5;

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count + SMOOTHING, 0);
  return counts.map((count) => (count + SMOOTHING) / total);
}

/** Children, and adults read as such, are in no cell. */
function adultsOf(confusion: Confusion): Confusion {
  return confusion.slice(1).map((row) => row.slice(1));
}

function isOf(task: 'gender' | 'age', confusion: Confusion): boolean {
  const classes = task === 'age' ? ADULT_BANDS.length : GENDERS.length;
  return confusion.length === classes && confusion.every((row) => row.length === classes);
}
