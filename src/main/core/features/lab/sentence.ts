import type { Comparison } from '../../../../training/evaluation/compare.ts';
import { SIGNIFICANCE_LEVEL } from '../../../../training/evaluation/compare.ts';

/**
 * `B won 1.9 points over A (p = 0.003); right alone: B on 40 pictures, A on 21.` The better model stands first
 * everywhere, its count too.
 * @param p after Holm's correction over all pairs
 */
export function comparisonSentence(first: string, second: string, comparison: Comparison, p: number): string {
  const { difference, metric, b, c } = comparison;
  const isYears = metric === 'maeYears';
  const isSecond = isYears ? difference < 0 : difference > 0;
  const [better, other] = isSecond ? [second, first] : [first, second];
  if (isYears) return `${yearsVerdict(better, other, difference, p)}.`;
  const [onlyBetter, onlyOther] = isSecond ? [c, b] : [b, c];
  const counts = `right alone: ${better} on ${onlyBetter} pictures, ${other} on ${onlyOther}`;
  return `${pointsVerdict(better, other, difference, p)}; ${counts}.`;
}

function yearsVerdict(better: string, other: string, difference: number, p: number): string {
  if (difference === 0) return `${better} and ${other} err by the same`;
  const by = `${Math.abs(difference).toFixed(2)} years`;
  return p < SIGNIFICANCE_LEVEL
    ? `${better} errs ${by} less than ${other} (${pText(p)})`
    : maybeChance(better, other, by, p);
}

function pointsVerdict(better: string, other: string, difference: number, p: number): string {
  if (difference === 0) return `${better} and ${other} are right equally often`;
  const by = `${Math.abs(100 * difference).toFixed(1)} points`;
  return p < SIGNIFICANCE_LEVEL
    ? `${better} won ${by} over ${other} (${pText(p)})`
    : maybeChance(better, other, by, p);
}

function maybeChance(better: string, other: string, by: string, p: number): string {
  return `${better} is ahead of ${other} by ${by}, which may be chance (${pText(p)})`;
}

function pText(p: number): string {
  return p < 1e-4 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(2))}`;
}
