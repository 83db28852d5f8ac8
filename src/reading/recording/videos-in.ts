import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../artifact/error.ts';
import { isVideoFile } from '../../artifact/picture-files.ts';

/**
 * The videos below folders in order of their names, and those that are named.
 * @throws DemifaceError `missing` if nothing is there, `usage` if there is no video
 */
export function videosIn(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(videosAt))];
}

function videosAt(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new DemifaceError('missing', `${path} is not there; expected a video or a folder of videos`);
  if (!stat.isDirectory()) {
    if (isVideoFile(path)) return [path];
    throw new DemifaceError(
      'usage',
      `${path} is no video by its name; expected one such as .mp4, .mov or .mkv`,
    );
  }
  const found = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isVideoFile(entry.name) && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  if (found.length === 0) throw new DemifaceError('usage', `there is no video in ${path}`);
  return found;
}
