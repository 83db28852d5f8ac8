import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import { nearDuplicatesInTraining } from '../../../src/training/release/near-copies.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../support/made-data.ts';

beforeAll(async () => {
  await startEngine();
});

const SIZE = 40; // No multiple of the thumbnails' side.
const LENGTH = SIZE * SIZE * 3;

/** Blots of 5×5 pixels. */
function blots(seed: number): Uint8Array {
  const random = randomFor(seed, 'blots');
  const tones = Array.from({ length: 64 }, () => 40 + random.int(150));
  return Uint8Array.from({ length: LENGTH }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return tones[Math.floor(Math.floor(pixel / SIZE) / 5) * 8 + Math.floor((pixel % SIZE) / 5)]!;
  });
}

it('finds pictures that are lighter, noisy or re-encoded, and no others; even gray is like nothing', async () => {
  const random = randomFor(4, 'noise');
  const first = blots(1);
  const pictures = [
    ...[first, blots(2), blots(3), new Uint8Array(LENGTH).fill(90)],
    ...[first, first.map((value) => value * 0.8 + 30), first.map((value) => value + random.int(9) - 4)],
    ...[blots(5), first.map((value, at) => (at < LENGTH / 2 ? value : 255 - value))],
    new Uint8Array(LENGTH).fill(90),
  ];
  const picturesPath = join(scratchFolder(), 'pictures.bin');
  writeFileSync(picturesPath, Buffer.concat(pictures));
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ row: from + i }));
  const { numTensors } = tf.memory();
  const pixels = { picturesPath, size: SIZE, channels: 3 as const };
  const near = await nearDuplicatesInTraining(pixels, rows(4, 10), rows(0, 4));
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(near).toEqual([true, true, true, false, false, false]);
  expect(await nearDuplicatesInTraining(pixels, rows(4, 6), [])).toEqual([false, false]);
});
