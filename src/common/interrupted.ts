import { DemifaceError } from './error.ts';

/** What stopped work throws that can go on later. */
export function interrupted(): DemifaceError {
  return new DemifaceError('interrupted', 'stopped; the same command goes on where it stood');
}

/** @throws DemifaceError `interrupted` once the signal is aborted */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new DemifaceError('interrupted', 'stopped before all pictures were read; start again to go on');
}
