import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError, discard, partialName, writeFileAtomic } from '../common/files/atomic.ts';
import { makeFolder } from '../common/files/make-folder.ts';
import type { Mark } from './output-place.ts';
import { checkOutputFile, checkOutputFiles } from './output-place.ts';
import { recordWrittenFiles } from './written-files.ts';
import { sha256, sha256OfFile } from '../common/sha256.ts';

/**
 * Writes a result to the place that the user chose, whole or not at all; of what is there only our own is replaced.
 * @throws DemifaceError `disk` as `checkOutputFile`
 */
export function writeOutputFile(path: string, data: string | Uint8Array, isMarked?: Mark): void {
  checkOutputFile(path, isMarked);
  recordWrittenFiles([sha256(data)]);
  writeFileAtomic(path, data);
}

/**
 * Lands files in a folder that may hold others: each is whole, and there are none before all are made.
 * @param make fills the folder that it is given; when it throws, nothing is left, not even a new folder
 * @throws DemifaceError `disk` as `checkOutputFiles`; or what `make` throws
 */
export async function landFiles(
  folder: string,
  make: (workFolder: string) => Promise<void> | void,
): Promise<void> {
  const isNew = !existsSync(folder);
  const workFolder = partialName(isNew ? folder : join(folder, 'files'));
  let made: string | undefined;
  try {
    rmSync(workFolder, { recursive: true, force: true });
    made = makeFolder(workFolder);
    await make(workFolder);
    const names = readdirSync(workFolder);
    checkOutputFiles(folder, names);
    recordWrittenFiles(names.map((name) => sha256OfFile(join(workFolder, name))));
    if (isNew) renameSync(workFolder, folder);
    else for (const name of names) renameSync(join(workFolder, name), join(folder, name));
    made = undefined;
  } catch (error) {
    throw asDiskError(error, folder);
  } finally {
    discard(made ?? workFolder);
  }
}
