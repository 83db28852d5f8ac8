import { DemifaceError } from '../../common/error.ts';
import { printable } from '../../common/printable.ts';
import { readPictureFile } from '../../common/files/regular-file.ts';
import { inspectPicture } from '../../training/sources/decode.ts';
import type { Io } from '../output/io.ts';
import { truncatedList } from './listed-pictures.ts';

/** A crop of a face may be so much longer on one side than on the other. */
const NEARLY_SQUARE = 1.1;

/**
 * Reads every picture before work begins. Notes those that cannot be read, and those that can hardly be one cropped face.
 * @param find they hold more than a face, and it will be found
 * @returns the pictures that can be decoded, in their order
 * @throws DemifaceError `unreadable` if none can be decoded, `interrupted`
 */
export async function readableFaces(files: readonly string[], find: boolean, io: Io): Promise<string[]> {
  const readable: string[] = [];
  const oblong: string[] = [];
  for (const file of files) {
    if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was written');
    try {
      const { width, height } = await inspectPicture(await readPictureFile(file));
      readable.push(file);
      if (Math.max(width, height) > NEARLY_SQUARE * Math.min(width, height))
        oblong.push(`${printable(file)} (${width} × ${height})`);
    } catch (error) {
      io.note(`${printable(file)} is left out: ${(error as Error).message}`);
    }
  }
  if (readable.length === 0)
    throw new DemifaceError(
      'unreadable',
      `none of the pictures can be read: ${truncatedList(files)}; nothing was written`,
    );
  if (!find && oblong.length > 0)
    io.note(
      `${oblong.length} of ${files.length} pictures are not square, first ${oblong[0]}: each is stretched and read as one face that fills it. Say --find to have the face found and cut out first.`,
    );
  return readable;
}
