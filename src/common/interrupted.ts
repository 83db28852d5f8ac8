import { DemifaceError } from './error.ts';
import { message } from '../messages/message.ts';

/** Of what stopped because it was asked to. What is kept of it is for its caller to say. */
const STOPPED = message('jobs.stopped');

export function interrupted(): DemifaceError {
  return new DemifaceError('interrupted', STOPPED);
}

/** @throws DemifaceError `interrupted` once the signal is aborted */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}

/** Whether an error says that it was stopped, and nothing else. */
export const isPlainStop = (error: DemifaceError): boolean => error.coded === STOPPED;
