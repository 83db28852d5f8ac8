import { expect, it } from 'vitest';

import type { RawFrame } from '../../../../src/reading/live/sources/pixel-formats.ts';
import { createPushedSource } from '../../../../src/reading/live/sources/pushed-source.ts';

function flat(level: number): RawFrame {
  return { format: 'RGBA', data: new Uint8Array(4 * 4).fill(level), width: 2, height: 2 };
}

const never = new AbortController().signal;

it('gives the latest frame and drops those before it', async () => {
  const source = createPushedSource();
  const frames = source.frames(never)[Symbol.asyncIterator]();
  for (const level of [1, 2, 3]) source.push(flat(level), level * 10);
  const next = await frames.next();
  if (next.done) throw new Error('ended');
  const { picture, atMs } = next.value;
  expect([picture.width, picture.height, atMs]).toEqual([2, 2, 30]);
  expect([...picture.data]).toEqual(new Array(12).fill(3));
  expect(source.dropped).toBe(2);
});

it('waits for the next one, and ends where the camera is unplugged', async () => {
  const source = createPushedSource();
  const times: number[] = [];
  const read = (async () => {
    for await (const { atMs } of source.frames(never)) times.push(atMs);
  })();
  for (const atMs of [0, 40]) {
    source.push(flat(9), atMs);
    await new Promise(setImmediate);
  }
  source.end();
  await read;
  expect(times).toEqual([0, 40]);
});

it('ends where its reader stops it, while it waits too', async () => {
  const source = createPushedSource();
  const stop = new AbortController();
  const next = source.frames(stop.signal)[Symbol.asyncIterator]().next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

it('refuses a frame of which bytes are missing', () => {
  const source = createPushedSource();
  expect(() => {
    source.push({ format: 'I420', data: new Uint8Array(20), width: 4, height: 4 }, 0);
  }).toThrow(/4×4 in I420 has 24 bytes, found 20/);
});
