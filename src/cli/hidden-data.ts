import { join } from 'node:path';

import { cacheFolder } from '../artifact/places.ts';
import { prepareHidden } from '../training/data/hidden/prepare-hidden.ts';
import type { HiddenRoots } from '../training/data/hidden/sources.ts';
import type { PreparedSet } from '../training/data/prepared.ts';
import { leftOutNote, rootFor } from './data-roots.ts';
import type { Io } from './io.ts';

/**
 * Finds the roots in `--data utkface=ROOT --data ferplus=ROOT --data occluded=ROOT`.
 * @throws DemifaceError `usage` if one is not said
 */
export function hiddenRoots(said: readonly string[]): HiddenRoots {
  return {
    utkface: rootFor('utkface', said),
    ferplus: rootFor('ferplus', said),
    occluded: rootFor('occluded', said),
  };
}

/**
 * Opens the pictures of what hides the face, telling how far their making is.
 * @throws DemifaceError as `prepareHidden`
 */
export async function preparedHidden(roots: HiddenRoots, size: number, io: Io): Promise<PreparedSet> {
  const progress = io.progress('Making pictures of what hides the face');
  const prepared = await prepareHidden(roots, {
    size,
    cacheFolder: join(cacheFolder(), 'prepared'),
    onProgress: (done, total) => progress.update(done, total),
    onNote: (text) => io.note(text),
    signal: io.signal,
  }).finally(() => progress.end());
  leftOutNote(prepared, io);
  return prepared;
}
