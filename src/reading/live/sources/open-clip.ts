import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../../artifact/error.ts';
import { isPictureFile } from '../../../artifact/picture-files.ts';
import { shippedClip } from '../../../artifact/places.ts';
import type { FrameSource } from './frame-source.ts';
import type { PictureSourceOptions } from './picture-source.ts';
import { pictureSource } from './picture-source.ts';
import { videoSource } from './video-source.ts';

/** One picture stands still for so many frames: a face is believed after three. */
const STILL = 5;

/**
 * Frames of a folder of pictures (in order of their names), of one picture that stands still, or of a video.
 * @param path the clip that ships unless it is said
 * @throws DemifaceError `missing` if nothing is there, or no picture in the folder
 */
export function openClip(path = shippedClip(), options: PictureSourceOptions = {}): FrameSource {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new DemifaceError('missing', `${path} is not there; expected a video or a folder of pictures`);
  if (!stat.isDirectory())
    return isPictureFile(path)
      ? pictureSource(new Array<string>(STILL).fill(path), options)
      : videoSource(path, options);
  const pictures = readdirSync(path).filter(isPictureFile).sort();
  if (pictures.length === 0) throw new DemifaceError('missing', `no pictures in ${path}`);
  return pictureSource(
    pictures.map((name) => join(path, name)),
    options,
  );
}
