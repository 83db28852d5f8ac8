import { DemifaceError } from './error.ts';

/** Of what stopped because it was asked to. What is kept of it is for its caller to say. */
export const STOPPED = 'stopped';

export function interrupted(): DemifaceError {
  return new DemifaceError('interrupted', STOPPED);
}

/** @throws DemifaceError `interrupted` once the signal is aborted */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}
