import type { ErrorCode } from '../../../common/error.ts';
import { DemifaceError, messageOf } from '../../../common/error.ts';
import type { Refusal } from '../../ipc/contract.ts';
import { asStoreError } from './store/store-error.ts';

/** An error as it crosses: ours with its code, SQLite's as ours, any other as a fault of ours. */
export function refusalOf(thrown: unknown): Refusal & { code: ErrorCode | 'internal' } {
  const error = asStoreError(thrown);
  if (error instanceof DemifaceError) return { code: error.code, message: error.coded };
  return { code: 'internal', message: messageOf(error) };
}
