import type { Stats } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';

import { DemifaceError } from '../error.ts';
import { missingPath } from './walk-files.ts';
import { message, type CodedMessage } from '../../messages/message.ts';

/**
 * What lies at a path that a person named.
 * @param expected in a short phrase, such as a picture or a folder
 * @throws DemifaceError `missing` if nothing is there, `unreadable` if it cannot be looked at
 */
export function statNamedPath(path: string, expected: CodedMessage): Stats {
  const stats = lookedAt(path, () => statSync(path, { throwIfNoEntry: false }), expected);
  if (!stats)
    throw new DemifaceError(
      'missing',
      message('files.notThere', { path, what: missingPath(path), expected }),
    );
  return stats;
}

/** @throws DemifaceError `unreadable` if the folder cannot be listed */
export function listFolder(folder: string): string[] {
  return lookedAt(folder, () => readdirSync(folder), message('files.aReadableFolder'));
}

function lookedAt<T>(path: string, look: () => T, expected: CodedMessage): T {
  try {
    return look();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new DemifaceError('unreadable', message('files.unreadable', { path, error: code, expected }), {
      cause: error,
    });
  }
}
