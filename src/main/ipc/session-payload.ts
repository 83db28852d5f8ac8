import { z } from 'zod';

/** A client's random id. */
export const client = z.string().regex(/^[0-9a-f]{32}$/, 'is no client');
export const oneSession = { client, session: z.int().min(1) };
/** Of examples and reports. */
export const language = z.enum(['en', 'de']);
export const report = { ...oneSession, form: z.enum(['page', 'long']), language };
/** Of a session, in milliseconds since it began. */
export const sessionMs = z
  .number()
  .min(0)
  .max(7 * 24 * 3600 * 1000);
const MAX_STEPS = 100;
export const ladderId = z.string().regex(/^[a-z0-9]{0,64}$/, 'is no ladder');
export const ladder = z.strictObject({
  id: ladderId,
  title: z.string().trim().min(1).max(200),
  steps: z
    .array(z.strictObject({ title: z.string().trim().min(1).max(200), hint: z.string().max(2000) }))
    .min(1)
    .max(MAX_STEPS),
});
/**
 * Modifiers and one key, as Electron writes accelerators. It works in every program, so a key that is typed needs a modifier
 * beside Shift. F12 belongs to debuggers.
 */
export const shortcut = z
  .string()
  .max(100)
  .regex(
    /^(?=(Shift\+)*((CommandOrControl|Control|Alt|Super)\+|F\d|Pause$))((CommandOrControl|Control|Alt|Shift|Super)\+)*([A-Z0-9]|F([1-9]|1[01]|1[3-9]|2[0-4])|Space|Escape|Pause|Home|End)$/,
  );
export const sessionSettings = z.strictObject({
  sudsEveryS: z.int().min(10).max(3600).nullable(),
  suggests: z.boolean(),
  showsExpression: z.boolean(),
  markers: z
    .array(z.strictObject({ key: z.string().regex(/^[a-z]$/), label: z.string().trim().min(1).max(100) }))
    .max(20)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'names a key twice'),
  stopShortcut: shortcut,
});

/** Index of a step. */
export const step = z
  .int()
  .min(0)
  .max(MAX_STEPS - 1);
