import { setImmediate } from 'node:timers/promises';

import { interrupted } from './interrupted.ts';

/**
 * Lets others have a turn, Ctrl-C among them.
 * @throws DemifaceError `interrupted` when the signal has aborted
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw interrupted();
}
