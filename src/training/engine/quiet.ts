import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { findAddon, MUTE_ADDON } from './installation.ts';

const require = createRequire(import.meta.url);

/**
 * Native libraries write greetings and warnings straight to standard error; this sends them nowhere, where the
 * little addon that does it was built (quiet.c). Keep the time short: errors of Node go the same way.
 * @returns ends it
 */
export function muteLibraries(): () => void {
  const addon = findAddon();
  const path = addon === undefined ? undefined : join(dirname(addon), MUTE_ADDON);
  if (path === undefined || !existsSync(path)) return () => {};
  const quiet = require(path) as { mute(): void; unmute(): void };
  quiet.mute();
  return () => quiet.unmute();
}
