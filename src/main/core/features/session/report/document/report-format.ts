import { Temporal } from 'temporal-polyfill';

import { percent } from '../../../../../../common/math/percent.ts';
import type { RibbonName } from '../../../../../ipc/contract/session.ts';
import type { ExpressionShares, ReportLanguage } from '../../../../../ipc/contract/session-report.ts';
import { LOCALES, reportTexts } from './texts/index.ts';

/** `0:05`, `1:20:07`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `58 min 3 s` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const words = ['h', 'min', 's'].flatMap((unit, i) => (parts[i] === 0 ? [] : [`${parts[i]}\u00a0${unit}`]));
  return words.length === 0 ? '0\u00a0s' : words.join(' ');
}

export const share = (value: number): string => percent(Math.round(value * 100));

export function decimal(language: ReportLanguage, value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(LOCALES[language], options).format(value);
}

/** Day and time as the clock showed them where it was recorded. @param stamp ISO 8601 with an offset */
export function dayAndTime(language: ReportLanguage, stamp: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short' } as const;
  return Temporal.PlainDateTime.from(stamp.replace(/Z$/, '')).toLocaleString(LOCALES[language], options);
}

/** Day where this computer is. @param stamp ISO 8601 */
export function day(language: ReportLanguage, stamp: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long' }).format(new Date(stamp));
}

/** Shares that are listed one by one. */
const MIN_SHARE = 0.05;

/** `neutral 61 %, fear 12 %, not sure 20 %`, the largest first. */
export function sharesText(language: ReportLanguage, shares: ExpressionShares): string {
  const { names, unsure } = reportTexts(language);
  const all = Object.entries(shares) as [RibbonName, number][];
  const rest = 1 - all.reduce((sum, [, value]) => sum + value, 0);
  const listed = all
    .filter(([, value]) => value >= MIN_SHARE)
    .sort(([, a], [, b]) => b - a)
    .map(([name, value]) => `${names[name]} ${share(value)}`);
  return [...listed, ...(rest >= MIN_SHARE ? [`${unsure} ${share(rest)}`] : [])].join(', ');
}
