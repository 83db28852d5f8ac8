import { Readable } from 'node:stream';

import { expect, it } from 'vitest';

import { rawFrames } from '../../../src/inference/sources/raw-frames.ts';

const SIZES = [
  { width: 7, height: 5 },
  { width: 7, height: 5 },
  { width: 3, height: 2 },
  { width: 7, height: 5 },
];
const frame = (i: number, level: number) => Buffer.alloc(SIZES[i]!.width * SIZES[i]!.height * 3, level);

it('takes frames apart, however the pipe cuts them, and leaves out half a one', async () => {
  const all = Buffer.concat([frame(0, 1), frame(1, 10), frame(2, 255), frame(3, 4).subarray(0, 90)]);
  for (const piece of [1, 2, 13, 50, 1000]) {
    const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, i) =>
      all.subarray(i * piece, (i + 1) * piece),
    );
    const found: string[] = [];
    for await (const [{ data, width, height }] of rawFrames(Readable.from(pieces), Readable.from(SIZES)))
      found.push(`${width}×${height} ${[...new Set(data)].join(',')}`);
    expect(found).toEqual(['7×5 1', '7×5 10', '3×2 255']);
  }
});

it('refuses pixels that no size was told of', async () => {
  const frames = rawFrames(Readable.from([frame(0, 1), frame(1, 2)]), Readable.from(SIZES.slice(0, 1)));
  await frames.next();
  await expect(frames.next()).rejects.toThrow('a frame came without its size');
});
