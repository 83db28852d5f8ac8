import { DemifaceError } from '../artifact/error.ts';
import { readPictureFile } from '../artifact/regular-file.ts';
import { inspectPicture } from '../training/data/decode.ts';
import type { Io } from './io.ts';

/** A crop of a face may be so much longer on one side than on the other. */
const NEARLY_SQUARE = 1.1;

/**
 * Looks at every picture before work begins, and notes those that can hardly be one cropped face.
 * @param find they hold more than a face, and it will be found
 * @throws DemifaceError `unreadable` if any cannot be decoded, `interrupted`
 */
export async function checkFacePictures(files: readonly string[], find: boolean, io: Io): Promise<void> {
  const faults: string[] = [];
  const oblong: string[] = [];
  for (const file of files) {
    if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was written');
    try {
      const { width, height } = await inspectPicture(await readPictureFile(file));
      if (Math.max(width, height) > NEARLY_SQUARE * Math.min(width, height))
        oblong.push(`${file} (${width} × ${height})`);
    } catch (error) {
      faults.push(`${file}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0)
    throw new DemifaceError(
      'unreadable',
      `${faults.length} of ${files.length} pictures cannot be read, first ${faults[0]}; nothing was written`,
    );
  if (!find && oblong.length > 0)
    io.note(
      `${oblong.length} of ${files.length} pictures are not square, first ${oblong[0]}: each is stretched and read as one face that fills it. Say --find to have the face found and cut out first.`,
    );
}
