import type { Comparison } from '../../../../main/ipc/contract.ts';
import { formatNumber, formatYears, pValue } from '../../../messages/format.ts';
import { lab } from '../../../messages/index.ts';

const words = lab.compare;
/** Of a p-value, after Holm's correction over all pairs. */
export const SIGNIFICANCE_LEVEL = 0.05;

/**
 * `B beats A by 1.9 points (p = 0.003); correct alone: B on 40 pictures, A on 21.` The better model stands first everywhere,
 * its count too.
 * @param p after Holm's correction
 */
export function pairText(first: string, second: string, comparison: Comparison, p: number): string {
  const { difference, metric, b, c } = comparison;
  const isYears = metric === 'maeYears';
  const isSecond = isYears ? difference < 0 : difference > 0;
  const [better, other] = isSecond ? [second, first] : [first, second];
  const size = Math.abs(difference);
  const by = isYears ? formatYears(size, 2) : words.points({ value: formatNumber(100 * size) });
  const values = { better, other, by, p: pValue(p) };
  const text =
    difference === 0 ? words.equal(values) : p < SIGNIFICANCE_LEVEL ? words.won(values) : words.maybe(values);
  if (isYears) return `${text}.`;
  const [n, m] = isSecond ? [c, b] : [b, c];
  return words.alone({ text, better, other, n, m });
}
