import { englishText } from '../../messages/english.ts';
import { DemifaceError } from '../../common/error.ts';
import { printable } from '../../common/printable.ts';
import type { Io } from '../output/io.ts';
import { picturesIn } from '../../inference/sources/pictures-in.ts';

const NAMED = 5;

/**
 * The requested pictures; notes all else that lies there and could be taken for one.
 * @returns the pictures, and what could not be read: folders, and pictures by names that cannot be opened
 * @throws DemifaceError `missing` if there is no picture; as `picturesIn`
 */
export async function listedPictures(
  paths: readonly string[],
  io: Io,
): Promise<{ files: string[]; unread: string[] }> {
  const { files, skipped } = await picturesIn(paths);
  for (const { path, reason } of skipped) io.note(`${printable(path)} is left out: ${englishText(reason)}`);
  if (files.length === 0) {
    const others = skipped.length > 0 ? `; left out: ${truncatedList(skipped.map(({ path }) => path))}` : '';
    throw new DemifaceError('missing', `no pictures in ${paths.join(', ')}${others}`);
  }
  return {
    files,
    unread: skipped.flatMap(({ path, unreadable }) => (unreadable ? path : [])),
  };
}

/** `a.jpg, b.jpg and 12 more` */
export function truncatedList(names: readonly string[]): string {
  const rest = names.length > NAMED ? ` and ${(names.length - NAMED).toLocaleString('en')} more` : '';
  return `${names.slice(0, NAMED).map(printable).join(', ')}${rest}`;
}
