import type { Readable } from 'node:stream';

import type { FrameSize, Picture } from '../runtime/picture.ts';

/**
 * Frames without headers on a stream as pictures, three bytes a pixel. All of one size share their pixels: each is valid
 * until the next one is requested. A frame that the stream's end cuts off is left out.
 * @param sizes of each frame, in their order
 */
export async function* rawFrames<S extends FrameSize>(
  stream: Readable,
  sizes: AsyncIterable<S>,
): AsyncGenerator<[picture: Picture, size: S]> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let chunk: Buffer | undefined = Buffer.alloc(0);
  let pixels = Buffer.alloc(0);
  for await (const size of sizes) {
    const { width, height } = size;
    if (pixels.length !== width * height * 3) pixels = Buffer.alloc(width * height * 3);
    for (let filled = 0; filled < pixels.length;) {
      if (chunk.length === 0) chunk = (await chunks.next()).value;
      if (!chunk) return;
      const taken = chunk.copy(pixels, filled);
      filled += taken;
      chunk = chunk.subarray(taken);
    }
    yield [{ data: pixels, width, height }, size];
  }
  if (chunk.length > 0 || !(await chunks.next()).done) throw new Error('a frame came without its size');
}
