import { locale, messages } from './index.ts';

/** Numbers, sizes, times and dates, with their units. */

const { shared, units } = messages;
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(digits: number, style: 'decimal' | 'percent'): Intl.NumberFormat {
  const key = `${style} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(locale, { style, ...fixed });
    formats.set(key, format);
  }
  return format;
}

/** What stands for a number that is none: a figure of a damaged or foreign model. */
export const UNKNOWN = '–';

export const formatCount = (n: number): string => formatNumber(n, 0);

export const formatNumber = (value: number, digits = 1): string =>
  Number.isFinite(value) ? numberFormat(digits, 'decimal').format(value) : UNKNOWN;

/** @param share 0 … 1 */
export const formatPercent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? numberFormat(digits, 'percent').format(share) : UNKNOWN;

export function formatYears(years: number, digits = 1): string {
  if (!Number.isFinite(years)) return UNKNOWN;
  return digits === 0
    ? units.years({ value: Math.round(years) })
    : units.yearsText({ value: formatNumber(years, digits) });
}

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return UNKNOWN;
  const power = bytes < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${formatNumber(value, power === 0 || value >= 100 ? 0 : 1)} ${BYTES[power]!}`;
}

/** The two largest units alone: nobody plans by the seconds of an hour. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN;
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return units.seconds({ s });
  const min = Math.floor(s / 60);
  if (min < 10 && s % 60 > 0) return units.minutesSeconds({ min, s: s % 60 });
  if (min < 60) return units.minutes({ min });
  const h = Math.floor(min / 60);
  if (h < 24) return min % 60 > 0 ? units.hoursMinutes({ h, min: min % 60 }) : units.hours({ h });
  const d = Math.floor(h / 24);
  return h % 24 > 0 ? units.daysHours({ d, h: h % 24 }) : units.days({ d });
}

/** How long an answer took: `38 ms`, `40.6 s`. */
export const formatDelay = (ms: number): string =>
  ms < 1000 ? `${formatNumber(ms, 0)} ms` : `${formatNumber(ms / 1000)} s`;

/** In the largest unit that fits. */
export function formatSpan(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  if (minutes < 120) return units.spanMinutes({ n: Math.round(minutes) });
  return minutes < 2880
    ? units.spanHours({ n: Math.round(minutes / 60) })
    : units.spanDays({ n: Math.round(minutes / 1440) });
}

/** @param at ISO 8601 */
export const formatDate = (at: string): string => day.format(new Date(at));
/** In the time zone of the machine. */
export const formatMoment = (at: string): string => moment.format(new Date(at));

/** What a model is judged by: accuracy 0 … 1 or a mean error in years. */
export const formatFigure = (name: string, value: number): string =>
  name === 'maeYears' ? formatYears(value, 2) : formatPercent(value);

/** `82.3 ± 0.4%`; a single value stands alone. */
export function figureWithDeviation(name: string, mean: number, deviation: number | null): string {
  if (deviation === null) return formatFigure(name, mean);
  return name === 'maeYears'
    ? units.deviation({ mean: formatNumber(mean, 2), deviation: formatFigure(name, deviation) })
    : units.deviation({ mean: formatNumber(mean * 100, 1), deviation: formatPercent(deviation) });
}

/** Three digits that mean something: `0.413`, `12.4`, `2,310`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return formatCount(value);
  if (size >= 10) return formatNumber(value, 1);
  if (size >= 0.001 || size === 0) return formatNumber(value, size >= 1 ? 2 : 3);
  return scientific(value);
}

const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
/** At a tick of an axis, with no zeros at its end. */
export const compactTick = (value: number): string => threeDigits.format(value);

/** `1e-4`, `2.5e-6`: rates are shown in powers of ten, as the settings take them. */
export function scientific(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1000) return compactTick(value);
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

/** `12 pictures/s`; slow work has a digit behind the point. */
export const formatRate = (perSecond: number, unit: string): string =>
  shared.rate({ value: formatNumber(perSecond, perSecond < 10 ? 1 : 0), unit });

export const imagesPerSecond = (value: number): string => units.imagesPerSecond({ n: value });

/** What takes less than a second is not shown as `0 s`. */
export const duration = (seconds: number): string =>
  seconds < 1 ? units.underSecond : formatDuration(seconds);

/** `p = 0.013`, `p < 0.001`. */
export const pValue = (p: number): string =>
  p < 0.001 ? `p < ${formatNumber(0.001, 3)}` : `p = ${formatNumber(p, 3)}`;
