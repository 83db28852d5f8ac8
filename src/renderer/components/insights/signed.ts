import { formatCount, formatNumber, formatPercent } from '../../messages/format.ts';

const signed = (text: string, value: number): string =>
  value < 0 ? `−${text}` : value > 0 ? `+${text}` : text;

/** `+12 %`, `−3 %`, `0 %`. @param share 0.1 is a tenth */
export function signedPercent(share: number): string {
  const rounded = Math.round(share * 100);
  return signed(formatPercent(Math.abs(rounded) / 100, 0), rounded);
}

/** Faces a day: `112`, `8.4`. */
export function dayFigure(value: number): string {
  return value !== 0 && value < 10 ? formatNumber(value) : formatCount(value);
}

/** `+8.4`, `−112` */
export const signedDay = (value: number): string => signed(dayFigure(Math.abs(value)), value);
