import { DemifaceError } from '../../../../common/error.ts';
import { message, type StoredMessage } from '../../../../messages/message.ts';

export function damaged(file: StoredMessage, what: string, cause?: unknown): DemifaceError {
  // SQLite's own check names several faults, one a line.
  const faults = what.trim().replaceAll(/\s*\n\s*/g, ' ');
  return new DemifaceError('corrupt', message('store.damaged', { file, faults }), {
    cause,
  });
}

/** SQLite's codes as ours; anything else passes unchanged. */
export function asStoreError(error: unknown, file: StoredMessage = message('store.database')): unknown {
  const { code, message: reason } = (error ?? {}) as { code?: unknown; message?: string };
  if (error instanceof DemifaceError || typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  // The number of the schema's format is damaged: SQLite has no code for it.
  const isStrange = code === 'SQLITE_ERROR' && reason === 'unsupported file format';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isStrange)
    return damaged(file, reason!, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new DemifaceError('busy', message('store.inUse', { file }), {
      cause: error,
    });
  if (
    code === 'SQLITE_FULL' ||
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN')
  )
    return new DemifaceError('disk', message('store.unwritable', { file, error: reason! }), { cause: error });
  return error;
}
