import { constants, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';

import { message } from '../../messages/message.ts';
import { CodedError } from '../error.ts';
import { kindOf, missingPath } from './walk-files.ts';

/** Larger files are no pictures of faces; holding them whole would only fill the memory. */
export const MAX_PICTURE_BYTES = 128 * 1024 * 1024;
export const TOO_LARGE = message('picture.tooLarge');

/** Opening a pipe for reading would else wait for a writer, and nothing could end the wait. */
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a picture file.
 * @throws Error whose message gives in a short phrase why they cannot be had
 */
export async function readPictureFile(path: string): Promise<Buffer> {
  const file = await open(path, READING).catch((error: unknown) => {
    throw unread(error, path);
  });
  try {
    const stats = await file.stat();
    refuseSpecial(stats);
    if (stats.size > MAX_PICTURE_BYTES) throw new CodedError(TOO_LARGE);
    return await file.readFile().catch((error: unknown) => {
      throw unread(error, path);
    });
  } finally {
    await file.close();
  }
}

/**
 * For files that another program opens.
 * @throws Error whose message gives in a short phrase what it is, if it is no regular file or cannot be looked at
 */
export function checkRegularFile(path: string): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw unread(error, path);
  }
  refuseSpecial(stats);
}

function refuseSpecial(stats: Stats): void {
  if (stats.isDirectory()) throw new CodedError(message('picture.folder'));
  if (!stats.isFile()) throw new CodedError(kindOf(stats));
}

function unread(error: unknown, path: string): Error {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? missingPath(path)
      : code === 'ENXIO'
        ? message('skipped.socket')
        : message('skipped.unreadable', { error: code });
  return new CodedError(reason, { cause: error });
}
