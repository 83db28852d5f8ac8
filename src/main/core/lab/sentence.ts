import type { Comparison } from '../../../training/compare.ts';
import { SIGNIFICANCE_LEVEL } from '../../../training/compare.ts';

/** `B won 1.9 points over A (p = 0.003).`: who is better, by how much, and whether it may be chance. */
export function comparisonSentence(first: string, second: string, comparison: Comparison, p: number): string {
  const { difference, metric } = comparison;
  const inYears = metric === 'maeYears';
  if (difference === 0)
    return inYears
      ? `${second} and ${first} err by the same.`
      : `${second} and ${first} are right equally often.`;
  const isSecond = inYears ? difference < 0 : difference > 0;
  const [better, other] = isSecond ? [second, first] : [first, second];
  const by = inYears
    ? `${Math.abs(difference).toFixed(2)} years`
    : `${Math.abs(100 * difference).toFixed(1)} points`;
  if (p >= SIGNIFICANCE_LEVEL)
    return `${better} is ahead of ${other} by ${by}, which may be chance (${pText(p)}).`;
  return inYears
    ? `${better} errs ${by} less than ${other} (${pText(p)}).`
    : `${better} won ${by} over ${other} (${pText(p)}).`;
}

function pText(p: number): string {
  return p < 1e-4 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(2))}`;
}
