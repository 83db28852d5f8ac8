import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nearDuplicateGroups } from '../../../src/training/sources/near-duplicates.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import { assignRoles } from '../../../src/training/datasets/roles.ts';
import { seededSplits } from '../../../src/training/sources/seeded.ts';
import { SPLITS } from '../../../src/training/sources/types.ts';
import { madeTree, scratchFolder } from '../../support/made-data.ts';

/** The same numbers for the same seed, in 0 … 1. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Smooth pictures, so that some are near others; and noise of several strengths on each. */
function madeThumbnails(seed: number, n: number): Uint8Array[] {
  const next = numbers(seed);
  return Array.from({ length: n }, () => {
    const [a, b, c, d] = [next() * 6, next() * 3, next() * 40, next() * 12] as const;
    return Uint8Array.from({ length: 256 }, (_, i) => {
      const [x, y] = [(i % 16) / 16, Math.floor(i / 16) / 16];
      return 128 + c * Math.sin(a + 5 * x) + 40 * Math.cos(b * y + 3 * x * y) + d * (next() - 0.5);
    });
  });
}

function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (v: Uint8Array) => v.reduce((s, x) => s + x, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** All pairs, joined until nothing changes. */
function slowGroups(all: readonly Uint8Array[]): number[][] {
  const group = all.map((_, i) => i);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < all.length; i++)
      for (let j = 0; j < i; j++)
        if (group[i] !== group[j] && correlation(all[i]!, all[j]!) >= 0.99) {
          const [from, to] = [Math.max(group[i]!, group[j]!), Math.min(group[i]!, group[j]!)];
          for (const [k, own] of group.entries()) if (own === from) group[k] = to;
          changed = true;
        }
  }
  const found = Map.groupBy(group.keys(), (i) => group[i]!);
  return [...found.values()].filter((members) => members.length > 1);
}

const sorted = (groups: number[][]) => groups.toSorted((a, b) => a[0]! - b[0]!);

describe('nearDuplicateGroups', () => {
  it.each([1, 2, 3])('finds what comparing every pair finds (seed %i)', (seed) => {
    const all = madeThumbnails(seed, 150);
    const slow = slowGroups(all);
    expect(slow.length).toBeGreaterThan(3);
    expect(sorted(nearDuplicateGroups(all))).toEqual(sorted(slow));
  });

  it('groups nothing with a picture of one gray or one that cannot be read', () => {
    const [one] = madeThumbnails(4, 1);
    expect(nearDuplicateGroups([new Uint8Array(256), undefined, new Uint8Array(256), one, one])).toEqual([
      [3, 4],
    ]);
  });
});

describe('the splits of UTKFace', () => {
  const before = process.env['DEMIFACE_CACHE'];
  beforeEach(() => (process.env['DEMIFACE_CACHE'] = join(scratchFolder(), 'cache')));
  afterEach(() => {
    if (before === undefined) delete process.env['DEMIFACE_CACHE'];
    else process.env['DEMIFACE_CACHE'] = before;
  });

  const names = Array.from({ length: 60 }, (_, i) => `${20 + (i % 40)}_${i % 2}_0_2017${i}.jpg`);
  const drawn = seededSplits(names, 1);

  /** Pairs of pictures that hardly differ; noise gives every pair a look of its own. */
  async function madeSet(): Promise<string> {
    const tree: Record<string, Buffer> = {};
    for (const [i, name] of names.entries()) {
      const next = numbers(1000 + Math.floor(i / 2));
      const pixels = Buffer.from(Array.from({ length: 16 * 16 }, () => 256 * next()));
      const picture = sharp(pixels, { raw: { width: 16, height: 16, channels: 1 } }).resize(64, 64);
      tree[name] = await picture.jpeg({ quality: i % 2 ? 95 : 80 }).toBuffer();
    }
    return madeTree(tree);
  }

  it('keep near-duplicates together, and test on nothing that was for training or validation', async () => {
    const root = await madeSet();
    const { pictures } = await readDataSet('utkface', root);
    const split = new Map(pictures.map((picture) => [picture.name, picture.split]));
    for (let i = 0; i < names.length; i += 2) {
      const pair = [names[i]!, names[i + 1]!];
      const first = SPLITS.find((one) => pair.some((name) => drawn.get(name) === one));
      expect(pair.map((name) => split.get(name))).toEqual([first, first]);
    }
    const near = new Map(pictures.map((picture) => [picture.name, picture.near]));
    for (let i = 0; i < names.length; i += 2) {
      const pair = [names[i]!, names[i + 1]!].sort();
      expect(pair.map((name) => near.get(name))).toEqual([pair[0], pair[0]]);
    }
    expect(names.some((name) => split.get(name) !== drawn.get(name))).toBe(true);
    for (const name of names) if (split.get(name) === 'test') expect(drawn.get(name)).toBe('test');
  });

  it('are followed by what teaches and what chooses, and by the fingerprint', async () => {
    const dataSet = await readDataSet('utkface', await madeSet());
    const options = { size: 16, color: 'gray', cacheFolder: scratchFolder() } as const;
    const prepared = await prepare(dataSet, options);
    const { train, selection } = assignRoles(prepared.pictures, { choosing: 'tenth', seed: 1 });
    expect(selection.length).toBeGreaterThanOrEqual(4);
    const taught = new Set(train.map(({ near }) => near));
    expect(selection.filter(({ near }) => near === undefined || taught.has(near))).toEqual([]);
    const unknown = dataSet.pictures.map(({ near: _, ...picture }) => picture);
    const other = await prepare({ ...dataSet, pictures: unknown }, options);
    expect(other.fingerprint).not.toBe(prepared.fingerprint);
  });

  it('come from comparing the pictures once, until the folder changes', async () => {
    const root = await madeSet();
    let compared = 0;
    const onCompare = () => compared++;
    const drawnOnly = await readDataSet('utkface', root, { compareNear: false, onCompare });
    expect(drawnOnly.pictures.every(({ name, split }) => split === drawn.get(name))).toBe(true);
    expect(compared).toBe(0);
    const first = await readDataSet('utkface', root, { onCompare });
    expect(compared).toBe(60);
    expect(await readDataSet('utkface', root, { onCompare })).toEqual(first);
    expect(await readDataSet('utkface', root, { compareNear: false, onCompare })).toEqual(first);
    expect(compared).toBe(60);
    const folder = join(process.env['DEMIFACE_CACHE']!, 'near-duplicates');
    expect(readdirSync(folder)).toHaveLength(1);
    const more = madeTree({ [names[0]!]: 'x' });
    await readDataSet('utkface', more, { onCompare });
    expect(compared).toBe(61);
  });
});
