import { z } from 'zod';

import { damaged } from './store-error.ts';

/**
 * JSON of a column, in the form that was stored.
 * @throws DemifaceError `corrupt` if it is not, as after damage to the disk or a change by another program
 */
export function storedJson<T>(text: string, form: z.ZodType<T>): T {
  const { success, data } = form.safeParse(parsed(text));
  if (!success) throw damaged('the database', `'${`${text}`.slice(0, 40)}' is not what was stored there`);
  return data;
}

export const strings = z.array(z.string());

/** Any object; its fields are not looked at. */
export function anObject<T>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
