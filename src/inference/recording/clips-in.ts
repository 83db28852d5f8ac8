import { dirname, join } from 'node:path';

import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { DemifaceError, messageOf } from '../../common/error.ts';
import { naturalOrder } from '../../common/natural-order.ts';
import { statNamedPath } from '../../common/files/named-path.ts';
import {
  isPictureFile,
  isVideoFile,
  nonVideoKind,
  unsupportedKind,
  unsupportedClipKind,
} from '../../common/pictures/picture-files.ts';
import { checkRegularFile } from '../../common/files/regular-file.ts';
import { isTextFile } from '../../common/pictures/text-file.ts';
import { type SkippedPath, walkFiles } from '../../common/files/walk-files.ts';

/** Clips that were requested, and what lies beside them that is not read. */
export interface ClipList {
  clips: string[];
  skipped: SkippedPath[];
}

/**
 * What can be recorded: the videos that are named, and those below folders in natural order of their names. Where a folder has no
 * video below it, each folder that holds pictures is a clip.
 * @throws DemifaceError `missing` if nothing is there, `usage` if there is no clip, `unreadable`
 */
export async function clipsIn(paths: readonly string[]): Promise<ClipList> {
  const clips = new Set<string>();
  const skipped: SkippedPath[] = [];
  for (const path of paths) {
    const found = isFolder(path) ? await clipsBelow(path) : { clips: [namedClip(path)], skipped: [] };
    for (const clip of found.clips) clips.add(clip);
    skipped.push(...found.skipped);
  }
  return { clips: [...clips], skipped };
}

const isFolder = (path: string) => statNamedPath(path, message('files.aVideoOrFolder')).isDirectory();

function namedClip(path: string): string {
  if (!isVideoFile(path))
    throw new DemifaceError(
      'usage',
      isPictureFile(path)
        ? message('recording.isPicture', { path })
        : message('recording.noVideoName', { path }),
    );
  try {
    checkRegularFile(path);
  } catch (error) {
    throw new DemifaceError(
      'unreadable',
      message('recording.notRegular', { path, reason: messageOf(error) }),
      {
        cause: error,
      },
    );
  }
  return path;
}

async function clipsBelow(folder: string): Promise<ClipList> {
  const files: string[] = [];
  const skipped: SkippedPath[] = [];
  for await (const one of walkFiles(folder)) {
    const path = join(folder, one.path);
    // Reading a folder of pictures names those of them that cannot be opened.
    if ('reason' in one && (one.unreadable !== 'file' || isVideoFile(path))) skipped.push({ ...one, path });
    if ('reason' in one) continue;
    if (isVideoFile(path) && (await isTextFile(path)))
      skipped.push({ path, reason: message('skipped.text') });
    else files.push(path);
  }
  const videos = files.filter(isVideoFile).sort(naturalOrder);
  if (videos.length > 0) return { clips: videos, skipped: [...skipped, ...besideVideos(folder, files)] };
  const folders = [...new Set(files.filter(isPictureFile).map((file) => dirname(file)))].sort(naturalOrder);
  const others = [...skipped, ...named(files, besidePictures)];
  if (folders.length > 0) return { clips: folders, skipped: others };
  const [first] = others;
  throw new DemifaceError(
    'usage',
    first
      ? message('recording.nothingButSkipped', { folder, path: first.path, reason: first.reason })
      : message('recording.nothingIn', { folder }),
  );
}

/** Each file that is left out, and each folder of nothing but pictures in one entry. */
function besideVideos(top: string, files: readonly string[]): SkippedPath[] {
  const withVideo = new Set(files.filter(isVideoFile).map((file) => dirname(file)));
  const isAlone = (file: string) =>
    isPictureFile(file) && !withVideo.has(dirname(file)) && dirname(file) !== top;
  const folders = [...new Set(files.filter(isAlone).map((file) => dirname(file)))].sort(naturalOrder);
  return [
    ...folders.map((path) => ({ path, reason: message('skipped.picturesBesideVideos') })),
    ...named(
      files.filter((file) => !isVideoFile(file) && !isAlone(file)),
      nonVideoKind,
    ),
  ];
}

const besidePictures = (path: string) =>
  isPictureFile(path) ? undefined : (unsupportedClipKind(path) ?? unsupportedKind(path));

const named = (files: readonly string[], why: (path: string) => CodedMessage | undefined): SkippedPath[] =>
  files.flatMap((path) => {
    const reason = why(path);
    return reason === undefined ? [] : [{ path, reason }];
  });
