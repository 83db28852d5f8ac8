import { DemifaceError } from './error.ts';
import { message } from '../messages/message.ts';

/** Of what stopped on request. What is kept of it is for the caller to report. */
const STOPPED = message('jobs.stopped');

export function interruptedError(): DemifaceError {
  return new DemifaceError('interrupted', STOPPED);
}

/** @throws DemifaceError `interrupted` once the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interruptedError();
}

/** Whether an error reports a stop, and nothing else. */
export const isInterruption = (error: DemifaceError): boolean => error.coded === STOPPED;
