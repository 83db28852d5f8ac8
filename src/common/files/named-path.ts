import type { Stats } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';

import { englishText } from '../../messages/english.ts';
import { DemifaceError } from '../error.ts';
import { notThere } from './walk-files.ts';

/**
 * What lies at a path that a person named.
 * @param expected in a short phrase, such as `a picture or a folder`
 * @throws DemifaceError `missing` if nothing is there, `unreadable` if it cannot be looked at
 */
export function namedStats(path: string, expected: string): Stats {
  const stats = lookedAt(path, () => statSync(path, { throwIfNoEntry: false }), expected);
  if (!stats)
    throw new DemifaceError('missing', `${path} is ${englishText(notThere(path))}; expected ${expected}`);
  return stats;
}

/** @throws DemifaceError `unreadable` if the folder cannot be listed */
export function namesIn(folder: string): string[] {
  return lookedAt(folder, () => readdirSync(folder), 'a folder that may be read');
}

function lookedAt<T>(path: string, look: () => T, expected: string): T {
  try {
    return look();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new DemifaceError('unreadable', `${path} cannot be read (${code}); expected ${expected}`, {
      cause: error,
    });
  }
}
