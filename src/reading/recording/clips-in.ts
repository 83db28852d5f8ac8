import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { DemifaceError } from '../../artifact/error.ts';
import { naturalOrder } from '../../artifact/natural-order.ts';
import { isPictureFile, isVideoFile } from '../../artifact/picture-files.ts';

/**
 * What can be recorded: the videos that are named, and those below folders in natural order of their names. Where a folder has no
 * video below it, each folder that holds pictures is a clip.
 * @throws DemifaceError `missing` if nothing is there, `usage` if there is no clip
 */
export function clipsIn(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(clipsAt))];
}

function clipsAt(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new DemifaceError('missing', `${path} is not there; expected a video or a folder of them`);
  if (!stat.isDirectory()) {
    if (isVideoFile(path)) return [path];
    throw new DemifaceError(
      'usage',
      `${path} is no video by its name; expected one such as .mp4, .mov or .mkv, or a folder of videos or pictures`,
    );
  }
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name));
  const videos = files.filter(isVideoFile).sort(naturalOrder);
  if (videos.length > 0) return videos;
  const folders = [...new Set(files.filter(isPictureFile).map((file) => dirname(file)))].sort(naturalOrder);
  if (folders.length === 0) throw new DemifaceError('usage', `there is no video and no picture in ${path}`);
  return folders;
}
