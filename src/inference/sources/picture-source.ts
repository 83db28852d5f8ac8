import sharp from 'sharp';

import { DemifaceError, messageOf } from '../../common/error.ts';
import { readPictureFile } from '../../common/files/regular-file.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { decodePicture } from '../runtime/decode-picture.ts';
import type { Picture } from '../runtime/picture.ts';
import type { ClipFrame, FrameSource } from './frame-source.ts';

export interface PictureSourceOptions {
  /** Milliseconds from one picture to the next. */
  stepMs?: number;
  /** The size of every frame; else each keeps its picture's. */
  scaledTo?: { width: number; height: number };
  /** Which picture comes first, counted from 0. */
  fromFrame?: number;
  /** Called for each picture that cannot be read; the others keep their places and times. */
  onNote?: (note: CodedMessage) => void;
}

/**
 * Picture files one after the other as frames: a folder of pictures, the clip that ships. Ends with `unreadable` where
 * none of them can be read.
 */
export function pictureSource(
  files: readonly string[],
  { stepMs = 1000, scaledTo, fromFrame = 0, onNote }: PictureSourceOptions = {},
): FrameSource<ClipFrame> {
  return {
    async *frames(signal) {
      let fault: DemifaceError | undefined;
      let isAnyRead = fromFrame > 0; // Something before was read, or there would be nothing to go on with.
      for (let i = fromFrame; i < files.length; i++) {
        if (signal.aborted) return;
        const [file, before] = [files[i]!, files[i - 1]];
        const picture = await readPicture(file).catch((error: DemifaceError) => (fault = error));
        if (picture instanceof DemifaceError) {
          if (file !== before)
            onNote?.(message('clip.pictureLeftOut', { file, reason: messageOf(picture.cause) }));
          continue;
        }
        isAnyRead = true;
        const shown = scaledTo ? await scaled(picture, scaledTo) : picture;
        yield { picture: shown, atMs: i * stepMs, nth: i, file };
      }
      if (fault && !isAnyRead) throw fault;
    },
  };
}

/**
 * Reads and decodes one picture.
 * @param name of it in the error
 * @throws DemifaceError `unreadable`
 */
export async function readPicture(file: string, name = file): Promise<Picture> {
  try {
    const { picture } = await decodePicture(await readPictureFile(file));
    return picture;
  } catch (error) {
    throw new DemifaceError(
      'unreadable',
      message('files.pictureUnreadable', { name, reason: messageOf(error) }),
      {
        cause: error,
      },
    );
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
