import { percent } from '../../common/percent.ts';

/** Numbers as people read them, with their units. English; one place to follow the person's language. */
const LOCALE = 'en-GB';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** What stands for a number that is none: a figure of a damaged or foreign model. */
const UNKNOWN = '–';

export const formatCount = (n: number): string => (Number.isFinite(n) ? whole.format(n) : UNKNOWN);

export function formatNumber(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  return value.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param share 0 … 1 */
export const formatPercent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? percent(formatNumber(share * 100, digits)) : UNKNOWN;

export const formatYears = (years: number, digits = 1): string =>
  !Number.isFinite(years)
    ? UNKNOWN
    : `${formatNumber(years, digits)} ${years === 1 && digits === 0 ? 'year' : 'years'}`;

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
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 10 && s % 60 > 0) return `${minutes} min ${s % 60} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 > 0 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** @param at ISO 8601 */
export const formatDate = (at: string): string => day.format(new Date(at));
export const formatMoment = (at: string): string => moment.format(new Date(at));

/** What a model is judged by: a share of right answers, or years beside the truth. */
export function formatFigure(name: 'accuracy' | 'maeYears', value: number): string {
  return name === 'accuracy' ? formatPercent(value) : formatYears(value, 2);
}
