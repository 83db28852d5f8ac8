import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { scratchFolder } from '../../../src/common/files/scratch.ts';
import { fullHead } from '../../../src/artifact/labels.ts';
import type { PreparedPicture, PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { darkened, drawnOfEach, partOf } from '../../../src/training/bench/shifts.ts';

const SIZE = 2;

/** Pictures of one gray each, ten of a class, every second one a copy of the one before. */
function made(): PreparedSet {
  const folder = scratchFolder();
  const pictures = Array.from({ length: 20 }, (_, row): PreparedPicture => ({
    name: `${row}.png`,
    file: `${row}.png`,
    split: 'train',
    gender: row < 10 ? 0 : 1,
    contentId: `c${Math.floor(row / 2)}`,
    row,
  }));
  const picturesPath = join(folder, 'all.bin');
  writeFileSync(picturesPath, Buffer.concat(pictures.map(({ row }) => Buffer.alloc(SIZE * SIZE, 10 * row))));
  return {
    folder,
    picturesPath,
    size: SIZE,
    channels: 1,
    fingerprint: 'f',
    pictures,
    leftOut: [],
    clipped: [],
  };
}

it('a part holds the pixels of its own pictures, in its own rows', () => {
  const set = made();
  const some = [set.pictures[17]!, set.pictures[3]!];
  const part = partOf(set, some, scratchFolder());
  expect(part.pictures.map(({ name, row }) => [name, row])).toEqual([
    ['17.png', 0],
    ['3.png', 1],
  ]);
  expect([...readFileSync(part.picturesPath)]).toEqual([170, 170, 170, 170, 30, 30, 30, 30]);
  const others = partOf(set, some.toReversed(), scratchFolder());
  expect(others.fingerprint).not.toBe(part.fingerprint);
});

it('so many of each class are drawn, no picture twice, others with another seed', () => {
  const { pictures } = made();
  const draw = (seed: number) => drawnOfEach(pictures, fullHead('gender'), 3, seed);
  const drawn = draw(1);
  expect(drawn.map(({ gender }) => gender).toSorted((a, b) => a! - b!)).toEqual([0, 0, 0, 1, 1, 1]);
  expect(new Set(drawn.map(({ contentId }) => contentId)).size).toBe(6);
  expect(draw(1)).toEqual(drawn);
  expect(draw(2)).not.toEqual(drawn);
});

it('a darkened picture has 30 to 45 % of the light and noise of 6 to 10 gray levels; the same each time', () => {
  const white = new Uint8Array(20_000).fill(255);
  for (const name of ['a', 'b', 'c']) {
    const dark = [...darkened(white, name)];
    const mean = dark.reduce((sum, value) => sum + value, 0) / dark.length;
    const deviation = Math.sqrt(dark.reduce((sum, value) => sum + (value - mean) ** 2, 0) / dark.length);
    expect(mean).toBeGreaterThan(0.295 * 255);
    expect(mean).toBeLessThan(0.455 * 255);
    expect(deviation).toBeGreaterThan(5.8);
    expect(deviation).toBeLessThan(10.2);
  }
  expect(darkened(white, 'a')).toEqual(darkened(white, 'a'));
  expect(darkened(white, 'a')).not.toEqual(darkened(white, 'b'));
});
