import { join } from 'node:path';

import { cacheFolder } from '../../artifact/places.ts';
import type { PreparedSet, PrepareOptions } from '../../training/datasets/prepared.ts';
import { noteOnce } from '../output/data-notes.ts';
import type { Io } from '../output/io.ts';

/**
 * Opens prepared pictures, telling how far their making is, which of them cannot be read and whose face boxes reach beyond them.
 * @param what is made, for the line of progress
 * @throws DemifaceError as `make`
 */
export async function preparedPictures(
  what: string,
  io: Io,
  make: (options: Omit<PrepareOptions, 'size' | 'color'>) => Promise<PreparedSet>,
): Promise<PreparedSet> {
  const progress = io.progress(what);
  const prepared = await make({
    cacheFolder: join(cacheFolder(), 'prepared'),
    onProgress: (done, total) => progress.update(done, total),
    onNote: (text) => io.note(text),
    signal: io.signal,
  }).finally(() => progress.end());
  const { leftOut, clipped } = prepared;
  const [first] = leftOut;
  if (first)
    noteOnce(
      `${leftOut.length} ${leftOut.length === 1 ? 'picture cannot be read and is' : 'pictures cannot be read and are'} left out, first ${first.file}: ${first.reason}`,
      io,
    );
  if (clipped[0] !== undefined)
    noteOnce(
      `${clipped.length} face ${clipped.length === 1 ? 'box reaches beyond its picture and is' : 'boxes reach beyond their pictures and are'} cut off at the edge, first ${clipped[0]}`,
      io,
    );
  return prepared;
}
