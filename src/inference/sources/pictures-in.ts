import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { message } from '../../messages/message.ts';
import { statNamedPath } from '../../common/files/named-path.ts';
import {
  isPictureFile,
  isVideoFile,
  SKIPPED_VIDEO,
  unsupportedKind,
} from '../../common/pictures/picture-files.ts';
import { isTextFile } from '../../common/pictures/text-file.ts';
import { identityOf, type SkippedPath, walkFiles } from '../../common/files/walk-files.ts';

/** Pictures that were requested, and what lies beside them that is not read. */
export interface PictureList {
  files: string[];
  skipped: SkippedPath[];
}

/**
 * The paths themselves, and the pictures below those that are folders, in order of their names. A file comes once, however
 * many names or links lead to it.
 * @throws DemifaceError `missing`, `unreadable` if what was named cannot be looked at
 */
export async function picturesIn(paths: readonly string[]): Promise<PictureList> {
  const list: PictureList = { files: [], skipped: [] };
  const names = new Map<string, string>();
  for (const path of paths) {
    if (!statNamedPath(path, message('files.aPictureOrFolder')).isDirectory())
      await addOnce(path, names, list);
    else await addFolder(path, names, list);
  }
  return list;
}

async function addFolder(folder: string, names: Map<string, string>, list: PictureList): Promise<void> {
  const inside: PictureList = { files: [], skipped: list.skipped };
  const links: string[] = [];
  for await (const one of walkFiles(folder)) {
    const path = join(folder, one.path);
    const unread = unsupportedKind(one.path);
    if ('reason' in one) {
      if (one.unreadable !== 'file' || isPictureFile(one.path)) list.skipped.push({ ...one, path });
    } else if (isPictureFile(one.path)) await (one.isLink ? links.push(path) : addOnce(path, names, inside));
    else if (isVideoFile(path))
      list.skipped.push({ path, reason: (await isTextFile(path)) ? message('skipped.text') : SKIPPED_VIDEO });
    else if (unread !== undefined) list.skipped.push({ path, reason: unread });
  }
  // A picture is named by where it lies, not by a link to it.
  for (const path of links) await addOnce(path, names, inside);
  list.files.push(...inside.files.sort());
}

async function addOnce(path: string, names: Map<string, string>, list: PictureList): Promise<void> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  const id = stats ? identityOf(stats, path) : path; // what has gone since fails when it is read
  const before = names.get(id);
  names.set(id, before ?? path);
  if (before === undefined) list.files.push(path);
  else list.skipped.push({ path, reason: message('skipped.sameFile', { path: before }) });
}
