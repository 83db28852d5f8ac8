import { z } from 'zod';

import type { StreamSettings } from './contract.ts';

/** Below 1024 a program needs special rights on most systems. */
const port = z.int().min(1024).max(65_535);
/** Scheme, host and port of a web page. */
const origin = z.string().regex(/^https?:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?$/);

/** As it arrives, and as it is stored. */
export const streamSettingsForm: z.ZodType<StreamSettings> = z.strictObject({
  websocket: z.strictObject({
    isOn: z.boolean(),
    address: z.ipv4(),
    port,
    origins: z.array(origin).max(10),
  }),
  osc: z.strictObject({ isOn: z.boolean(), address: z.ipv4(), port, listenPort: port }),
  lsl: z.strictObject({ isOn: z.boolean(), scope: z.enum(['machine', 'network']), heartRate: z.boolean() }),
});
