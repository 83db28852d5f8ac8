import { DemifaceError } from './error.ts';

/** @throws DemifaceError `interrupted` once the signal is aborted */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new DemifaceError('interrupted', 'stopped before all pictures were read; start again to go on');
}
