import type { Confusion } from './confusion.ts';

/** What a class's row and column of the confusion matrix say. `null` where there is nothing to divide by. */
export interface ClassFigures {
  label: string;
  /** Pictures of this class. */
  support: number;
  /** Share of the class's pictures that were read as it; `null` if it has none. */
  recall: number | null;
  /** Share of the pictures read as this class that are it; `null` if none was. */
  precision: number | null;
}

/** Share of pictures read right; NaN without pictures. */
export function accuracy(confusion: Confusion): number {
  return sum(confusion.map((row, k) => row[k]!)) / sum(confusion.map(sum));
}

/** Mean of the recalls of the classes that have pictures, each class counting the same; NaN without pictures. */
export function weightedAccuracy(confusion: Confusion): number {
  const recalls = confusion.map((row, k) => row[k]! / sum(row)).filter((recall) => !Number.isNaN(recall));
  return sum(recalls) / recalls.length;
}

/** @param labels class names in the order of the matrix */
export function perClass(confusion: Confusion, labels: readonly string[]): ClassFigures[] {
  return labels.map((label, k) => {
    const support = sum(confusion[k]!);
    const hits = confusion[k]![k]!;
    return {
      label,
      support,
      recall: share(hits, support),
      precision: share(hits, sum(column(confusion, k))),
    };
  });
}

/** The largest class, and how often it alone would be right: what any model has to beat. The first wins a tie. */
export function majorityBaseline(
  confusion: Confusion,
  labels: readonly string[],
): { label: string; accuracy: number } {
  const support = confusion.map(sum);
  const largest = support.indexOf(Math.max(...support));
  return { label: labels[largest]!, accuracy: support[largest]! / sum(support) };
}

function column(confusion: Confusion, k: number): number[] {
  return confusion.map((row) => row[k]!);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
