import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError, discard, partialName, writeFileAtomic } from '../common/files/atomic.ts';
import { makeFolder } from '../common/files/make-folder.ts';
import type { Mark } from './output-place.ts';
import { checkOutputFile, checkOutputFiles } from './output-place.ts';
import { noteWritten } from './written-files.ts';
import { sha256, sha256OfFile } from '../common/sha256.ts';

/**
 * Writes a result to the place that the user chose, whole or not at all; of what is there only our own is replaced.
 * @throws DemifaceError `disk` as `checkOutputFile`
 */
export function writeOutputFile(path: string, data: string | Uint8Array, isMarked?: Mark): void {
  checkOutputFile(path, isMarked);
  noteWritten([sha256(data)]);
  writeFileAtomic(path, data);
}

/**
 * Lands files in a folder that may hold others: each is whole, and there are none before all are made.
 * @param make fills the workplace that it is given; when it throws, nothing is left, not even a new folder
 * @throws DemifaceError `disk` as `checkOutputFiles`; or what `make` throws
 */
export async function landFiles(
  folder: string,
  make: (workplace: string) => Promise<void> | void,
): Promise<void> {
  const isNew = !existsSync(folder);
  const workplace = partialName(isNew ? folder : join(folder, 'files'));
  let made: string | undefined;
  try {
    rmSync(workplace, { recursive: true, force: true });
    made = makeFolder(workplace);
    await make(workplace);
    const names = readdirSync(workplace);
    checkOutputFiles(folder, names);
    noteWritten(names.map((name) => sha256OfFile(join(workplace, name))));
    if (isNew) renameSync(workplace, folder);
    else for (const name of names) renameSync(join(workplace, name), join(folder, name));
    made = undefined;
  } catch (error) {
    throw asDiskError(error, folder);
  } finally {
    discard(made ?? workplace);
  }
}
