import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

import { asDiskError } from '../../../../common/files/atomic.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { naturalOrder } from '../../../../common/natural-order.ts';
import { message } from '../../../../messages/message.ts';
import type { RecordedPicture } from '../../../ipc/contract.ts';

/** `PERSON-NNN.png`. */
const PICTURE = /^(.+)-(\d{3,})\.png$/;

/**
 * Checks that pictures can be recorded into a folder: one that is empty, or holds nothing but what was recorded before.
 * @param home the app's own folder
 * @throws DemifaceError `usage`
 */
export function checkRecordingFolder(folder: string, classes: readonly string[], home: string): void {
  if (!isFolder(folder)) throw new DemifaceError('usage', message('retrain.noFolder', { folder }));
  const way = relative(resolve(home), resolve(folder));
  if (way === '' || !way.startsWith('..')) throw refusedOwn(folder);
  for (const name of visibleIn(folder)) {
    const isClass = classes.includes(name) && isFolder(join(folder, name));
    const stranger = isClass ? visibleIn(join(folder, name)).find((file) => !PICTURE.test(file)) : '';
    if (stranger === undefined) continue;
    const found = stranger === '' ? name : `${name}${sep}${stranger}`;
    throw new DemifaceError('usage', message('retrain.folderTaken', { folder, name: found }));
  }
}

/** What was recorded of these classes, in the order of the names. */
export function recordedPictures(folder: string, classes: readonly string[]): RecordedPicture[] {
  return classes
    .flatMap((label) =>
      visibleIn(join(folder, label)).flatMap((file): RecordedPicture[] => {
        const person = PICTURE.exec(file)?.[1];
        return person === undefined ? [] : [{ name: `${label}/${file}`, label, person }];
      }),
    )
    .sort((a, b) => naturalOrder(a.name, b.name));
}

/** Where the next picture of a person goes; a name that was used is not used again while later ones are there. */
export function nextPicture(folder: string, label: string, person: string): { name: string; path: string } {
  const taken = visibleIn(join(folder, label)).flatMap((file) => {
    const [, who, number] = PICTURE.exec(file) ?? [];
    return who === person ? [Number(number)] : [];
  });
  const number = String(Math.max(0, ...taken) + 1).padStart(3, '0');
  const name = `${label}/${person}-${number}.png`;
  return { name, path: join(folder, name) };
}

/**
 * Deletes recorded pictures, and the folders of classes that are empty then.
 * @param names null: all of them
 * @returns how many
 * @throws DemifaceError `missing` for a name that is not in the list, before anything is deleted; `disk`
 */
export function removeRecorded(
  folder: string,
  classes: readonly string[],
  names: readonly string[] | null,
): number {
  const known = recordedPictures(folder, classes).map(({ name }) => name);
  const wanted = names === null ? known : [...new Set(names)];
  const strange = wanted.find((name) => !known.includes(name));
  if (strange !== undefined)
    throw new DemifaceError('missing', message('retrain.noPicture', { name: strange }));
  try {
    for (const name of wanted) rmSync(join(folder, name));
    for (const label of classes)
      if (isFolder(join(folder, label)) && readdirSync(join(folder, label)).length === 0)
        rmdirSync(join(folder, label));
  } catch (error) {
    throw asDiskError(error, folder);
  }
  return wanted.length;
}

/** No link: what is written through one lies elsewhere. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Names that are not hidden; none where no folder is. */
function visibleIn(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}

function refusedOwn(folder: string): DemifaceError {
  return new DemifaceError('usage', message('retrain.ownFolder', { folder }));
}
