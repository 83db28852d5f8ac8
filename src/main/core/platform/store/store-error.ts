import { DemifaceError } from '../../../../common/error.ts';

export function damaged(file: string, what: string, cause?: unknown): DemifaceError {
  // SQLite's own check names several faults, one a line.
  const faults = what.trim().replaceAll(/\s*\n\s*/g, ' ');
  return new DemifaceError(
    'corrupt',
    `${file} is damaged (${faults}); it can be repaired from a backup when Demiface starts`,
    {
      cause,
    },
  );
}

/** SQLite's codes as ours; anything else passes unchanged. */
export function asStoreError(error: unknown, file = 'the database'): unknown {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  if (error instanceof DemifaceError || typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  // The number of the schema's format is damaged: SQLite has no code for it.
  const isStrange = code === 'SQLITE_ERROR' && message === 'unsupported file format';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isStrange)
    return damaged(file, message!, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new DemifaceError('busy', `${file} is held by another program; close it and try again`, {
      cause: error,
    });
  if (
    code === 'SQLITE_FULL' ||
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN')
  )
    return new DemifaceError(
      'disk',
      `cannot write ${file}: ${message}; free some space or check its permissions`,
      { cause: error },
    );
  return error;
}
