import { z } from 'zod';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { jsonOf } from '../../../../common/json.ts';
import { HOUR_MS, isTimeZone } from '../time/local-time.ts';

/**
 * JSON of a column, in the form that was stored.
 * @throws DemifaceError `corrupt` if it is not, as after damage to the disk or a change by another program
 */
export function storedJson<T>(text: string, form: z.ZodType<T>): T {
  const { success, data } = form.safeParse(jsonOf(text));
  if (!success) throw fault();
  return data;
}

/** JSON of a column as a part of a row's form; that of a row that is damaged does not fit. */
export function jsonColumn<T>(form: z.ZodType<T>) {
  return z.string().transform(jsonOf).pipe(form);
}

/** Milliseconds since 1970 of a time in ISO 8601. @throws DemifaceError `corrupt` if it is none */
export function storedTime(text: string): number {
  const ms = typeof text === 'string' ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw fault();
  return ms;
}

/** Far longer than counts are kept: no more is taken for a span of time, for its hours are gone through one by one. */
export const MAX_SPAN_MS = 4000 * 24 * HOUR_MS;

/** Milliseconds since 1970 of the two ends of a span. @throws DemifaceError `corrupt` if it cannot be one */
export function storedSpan(from: string, to: string): { startMs: number; endMs: number } {
  const [startMs, endMs] = [storedTime(from), storedTime(to)];
  if (endMs - startMs > MAX_SPAN_MS) throw fault();
  return { startMs, endMs };
}

/** A whole number from 0 to below `length`. @throws DemifaceError `corrupt` if it is none */
export function storedIndex(value: number, length: number): number {
  if (!Number.isInteger(value) || value < 0 || value >= length) throw fault();
  return value;
}

/** A day as `YYYY-MM-DD`. @throws DemifaceError `corrupt` if it is none */
export function storedDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw fault();
  storedTime(text);
  return text;
}

/** IANA name. @throws DemifaceError `corrupt` if the machine does not know it */
export function storedTimeZone(text: string): string {
  if (!isTimeZone(text)) throw fault();
  return text;
}

function fault(): DemifaceError {
  return new DemifaceError('corrupt', message('store.valueDamaged'));
}

export const strings = z.array(z.string());

/** Any object; its fields are not looked at. */
export function jsonObject<T>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
}
