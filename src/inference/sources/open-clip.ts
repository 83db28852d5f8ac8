import { join } from 'node:path';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { naturalOrder } from '../../common/natural-order.ts';
import { statNamedPath, listFolder } from '../../common/files/named-path.ts';
import type { SkippedPath } from '../../common/files/walk-files.ts';
import { isPictureFile, unsupportedKind } from '../../common/pictures/picture-files.ts';
import { shippedClip } from '../../artifact/places.ts';
import type { ClipFrame, FrameSource } from './frame-source.ts';
import type { PictureSourceOptions } from './picture-source.ts';
import { pictureSource } from './picture-source.ts';
import { videoLength, videoSource } from './video-source.ts';

/** One picture stands still for so many frames: a face is confirmed after three. */
const STILL = 5;

/**
 * Frames of a folder of pictures (in natural order of their names), of one picture that stands still, or of a video.
 * @param path the clip that ships if left out
 * @throws DemifaceError as `picturesOf`
 */
export function openClip(path = shippedClip(), options: PictureSourceOptions = {}): FrameSource<ClipFrame> {
  const pictures = picturesOf(path);
  return pictures ? pictureSource(pictures, options) : videoSource(path, options);
}

/**
 * @returns how many frames a clip has; of a video as many as it is stated to have, more or fewer may come
 * @throws DemifaceError as `picturesOf` and `videoLength`
 */
export async function clipLength(path: string, signal?: AbortSignal): Promise<number> {
  return picturesOf(path)?.length ?? videoLength(path, signal);
}

/** What lies in a folder of pictures and is no frame of it, as far as it is a picture or a video by its name. */
export function besideFrames(path: string): SkippedPath[] {
  if (!statNamedPath(path, message('files.aVideoOrPictures')).isDirectory()) return [];
  return listFolder(path).flatMap((name) => {
    const reason = unsupportedKind(name);
    return reason ? [{ path: join(path, name), reason }] : [];
  });
}

/**
 * The files that are a clip's frames; null: it is a video.
 * @throws DemifaceError `missing` if nothing is there, or no picture in the folder; `unreadable` for a pipe, a device, or
 * what may not be read
 */
export function picturesOf(path: string): string[] | null {
  const stat = statNamedPath(path, message('files.aVideoOrPictures'));
  if (!stat.isDirectory() && !stat.isFile())
    throw new DemifaceError('unreadable', message('video.noFile', { path }));
  if (!stat.isDirectory()) return isPictureFile(path) ? new Array<string>(STILL).fill(path) : null;
  const names = listFolder(path).filter((name) => isPictureFile(name) && !name.startsWith('.'));
  if (names.length === 0) throw new DemifaceError('missing', message('video.noPictures', { path }));
  return names.sort(naturalOrder).map((name) => join(path, name));
}
