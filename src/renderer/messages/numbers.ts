import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatPercent,
  formatYears,
} from './format.ts';

/** Numbers of the Lab: a unit beside each, no more digits than mean something. */

export { formatBytes as bytes, formatCount as count, formatPercent as percent };

export const years = (value: number): string => formatYears(value, 2);

/** Accuracy 0 … 1 or a mean error in years, with its unit. */
export const figure = (name: string, value: number): string =>
  name === 'maeYears' ? years(value) : formatPercent(value);

/** `82.3 ± 0.4 %`; a single value stands alone. */
export function figureWithDeviation(name: string, mean: number, deviation: number | null): string {
  if (deviation === null) return figure(name, mean);
  return name === 'maeYears'
    ? `${mean.toFixed(2)} ± ${deviation.toFixed(2)} years`
    : `${(mean * 100).toFixed(1)} ± ${formatPercent(deviation)}`;
}

/** Three digits that mean something: `0.413`, `12.4`, `2,310`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return formatCount(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.001 || size === 0) return value.toFixed(size >= 1 ? 2 : 3);
  return scientific(value);
}

/** `1e-4`, `2.5e-6`: rates are told in powers of ten. */
export function scientific(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1000) return String(Number(value.toPrecision(3)));
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

export const imagesPerSecond = (value: number): string => `${formatCount(value)} images/s`;

/** What takes less than a second is not told as `0 s`. */
export const duration = (seconds: number): string =>
  seconds < 1 ? 'under a second' : formatDuration(seconds);

/** `p = 0.013`, `p < 0.001`. */
export const pValue = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** `1 run`, `2 runs`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** In the person's time. */
export const when = (iso: string): string => formatMoment(iso);
