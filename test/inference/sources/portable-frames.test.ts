import { Readable } from 'node:stream';

import { expect, it } from 'vitest';

import { portableFrames } from '../../../src/inference/sources/portable-frames.ts';

function pixmap(width: number, height: number, level: number): Buffer {
  return Buffer.concat([
    Buffer.from(`P6\n${width} ${height}\n255\n`),
    Buffer.alloc(width * height * 3, level),
  ]);
}

it('takes frames apart, however the pipe cuts them, and leaves out half a one', async () => {
  const all = Buffer.concat([
    pixmap(7, 5, 1),
    pixmap(7, 5, 10),
    pixmap(3, 2, 255),
    pixmap(7, 5, 4).subarray(0, 90),
  ]);
  for (const piece of [1, 2, 13, 50, 1000]) {
    const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, i) =>
      all.subarray(i * piece, (i + 1) * piece),
    );
    const found: string[] = [];
    for await (const { data, width, height } of portableFrames(Readable.from(pieces)))
      found.push(`${width}×${height} ${[...new Set(data)].join(',')}`);
    expect(found).toEqual(['7×5 1', '7×5 10', '3×2 255']);
  }
});

it('refuses what is none', async () => {
  const stream = Readable.from([Buffer.from('RIFF something else that is quite long')]);
  await expect(portableFrames(stream).next()).rejects.toThrow('no portable pixmap');
});
