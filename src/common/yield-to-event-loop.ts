import { setImmediate } from 'node:timers/promises';

import { interruptedError } from './interrupted.ts';

/**
 * Lets others have a turn, Ctrl-C among them.
 * @throws DemifaceError `interrupted` when the signal has aborted
 */
export async function yieldToEventLoop(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted) throw interruptedError();
}
