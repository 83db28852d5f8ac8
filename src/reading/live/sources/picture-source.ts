import { readFile } from 'node:fs/promises';

import sharp from 'sharp';

import { DemifaceError } from '../../../artifact/error.ts';
import { decodePicture } from '../../decode-picture.ts';
import type { Picture } from '../../picture.ts';
import type { FrameSource } from './frame-source.ts';

export interface PictureSourceOptions {
  /** Milliseconds from one picture to the next. */
  stepMs?: number;
  /** The size of every frame; else each keeps its picture's. */
  scaledTo?: { width: number; height: number };
  /** Which picture comes first, counted from 0. */
  fromFrame?: number;
}

/** Picture files one after the other as frames: a folder of pictures, the clip that ships. */
export function pictureSource(
  files: readonly string[],
  { stepMs = 1000, scaledTo, fromFrame = 0 }: PictureSourceOptions = {},
): FrameSource {
  return {
    async *frames(signal) {
      for (let i = fromFrame; i < files.length; i++) {
        if (signal.aborted) return;
        const picture = await read(files[i]!);
        yield { picture: scaledTo ? await scaled(picture, scaledTo) : picture, atMs: i * stepMs };
      }
    },
  };
}

async function read(file: string): Promise<Picture> {
  try {
    const { picture } = await decodePicture(await readFile(file));
    return picture;
  } catch (error) {
    throw new DemifaceError('unreadable', `${file} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function scaled(
  { data, width, height }: Picture,
  size: { width: number; height: number },
): Promise<Picture> {
  const pixels = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(size.width, size.height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { data: pixels, ...size };
}
