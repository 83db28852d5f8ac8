import type { Readable } from 'node:stream';

import type { Picture } from '../runtime/picture.ts';

/** Such as `P6\n640 480\n255\n`, which ffmpeg writes before every frame. */
const HEADER = /^P6\s(\d+)\s(\d+)\s255\s/;
const LONGEST_HEADER = 32;

/**
 * Portable pixmaps one after the other on a stream as pictures. All of one size share their pixels: each is valid until
 * the next one is asked for. A picture that the stream's end cuts off is left out.
 */
export async function* portableFrames(stream: Readable): AsyncGenerator<Picture> {
  let head = Buffer.alloc(0);
  let picture: Picture | undefined;
  let pixels = Buffer.alloc(0);
  let filled = 0;
  for await (const data of stream) {
    let chunk = data as Buffer;
    while (chunk.length > 0) {
      if (!picture) {
        head = Buffer.concat([head, chunk]);
        const found = HEADER.exec(head.toString('latin1', 0, LONGEST_HEADER));
        if (!found && head.length >= LONGEST_HEADER) throw new Error('no portable pixmap');
        if (!found) break;
        const [width, height] = [Number(found[1]), Number(found[2])];
        if (pixels.length !== width * height * 3) pixels = Buffer.alloc(width * height * 3);
        picture = { data: pixels, width, height };
        chunk = head.subarray(found[0].length);
        head = Buffer.alloc(0);
        filled = 0;
      }
      const taken = chunk.copy(pixels, filled);
      filled += taken;
      chunk = chunk.subarray(taken);
      if (filled < pixels.length) continue;
      yield picture;
      picture = undefined;
    }
  }
}
