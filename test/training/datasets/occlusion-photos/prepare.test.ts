import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { expect, it } from 'vitest';

import { OCCLUSION_LABELS } from '../../../../src/artifact/labels.ts';
import { prepareOcclusionPictures } from '../../../../src/training/datasets/occlusion-photos/prepare.ts';
import type { OcclusionRoots } from '../../../../src/training/datasets/occlusion-photos/sources.ts';
import { readDataSet } from '../../../../src/training/sources/readers/index.ts';
import { assignRoles } from '../../../../src/training/datasets/roles.ts';
import type { PreparedPicture, PreparedSet } from '../../../../src/training/datasets/prepared.ts';
import { SPLITS } from '../../../../src/training/sources/types.ts';
import type { Tree } from '../../../support/made-data.ts';
import { faceJpeg, madeTree, scratchFolder } from '../../../support/made-data.ts';
import { HELD_OUT, madeHiddenRoots } from './made-roots.ts';

const SIZE = 16;
const NO_FACE = 3;

const make = (roots: OcclusionRoots, cacheFolder = scratchFolder(), notes: string[] = []) =>
  prepareOcclusionPictures(roots, { size: SIZE, cacheFolder, onNote: (note) => notes.push(note) });

const contentsOf = ({ pictures }: PreparedSet, split: string) =>
  new Set(pictures.filter((picture) => picture.split === split).map(({ contentId }) => contentId));

it('are the same whenever they are made, and made once', async () => {
  const roots = await madeHiddenRoots();
  const cache = scratchFolder();
  const notes: string[] = [];
  const set = await make(roots, cache, notes);
  const bytes = readFileSync(set.picturesPath);
  expect(bytes.length).toBe(set.pictures.length * SIZE * SIZE * 3);
  const other = await make(roots);
  expect(readFileSync(other.picturesPath).equals(bytes)).toBe(true);
  expect({ ...other, folder: '', picturesPath: '' }).toEqual({ ...set, folder: '', picturesPath: '' });

  writeFileSync(
    set.picturesPath,
    bytes.map((byte) => 255 - byte),
  );
  const again = await make(roots, cache, notes);
  expect(notes).toEqual(['the pictures of the occlusion task are made again: their file was altered']);
  expect(readFileSync(again.picturesPath).equals(bytes)).toBe(true);
  expect(await make(roots, cache, notes)).toEqual(set);

  utimesSync(join(roots.occluded, 'boxes.csv'), 1, 1);
  const touched = await make(roots, cache, notes);
  expect(notes[1]).toMatch(/what they are made of has changed since$/);
  expect(touched.fingerprint).toBe(set.fingerprint);
});

it('hold as many of each class in each split, each one a picture', async () => {
  const set = await make(await madeHiddenRoots());
  for (const split of SPLITS) {
    const counts = OCCLUSION_LABELS.map(
      (_, k) => set.pictures.filter((picture) => picture.split === split && picture.occlusion === k).length,
    );
    expect(counts[0]).toBeGreaterThan(7);
    expect(new Set(counts).size).toBe(1);
  }
  const bytes = readFileSync(set.picturesPath);
  const each = SIZE * SIZE * 3;
  // Of what is no face a smooth wall may be left.
  const flat = set.pictures.filter(({ row, occlusion }) => {
    const pixels = bytes.subarray(row * each, (row + 1) * each);
    return occlusion !== NO_FACE && pixels.every((value) => value === pixels[0]);
  });
  expect(flat).toEqual([]);
  expect(new Set(set.pictures.map(({ name, split }) => `${split} ${name}`)).size).toBe(set.pictures.length);
});

it('let nothing of one face or photo into two splits, or into two roles', async () => {
  const roots = await madeHiddenRoots();
  const set = await make(roots);
  const [train, val, test] = SPLITS.map((split) => contentsOf(set, split));
  for (const [one, other] of [
    [train!, val!],
    [train!, test!],
    [val!, test!],
  ] as const)
    expect([...one].filter((id) => other.has(id))).toEqual([]);
  const roles = assignRoles(set.pictures, { choosing: 'tenth', seed: 1 });
  const ids = (pictures: readonly PreparedPicture[]) => new Set(pictures.map(({ contentId }) => contentId));
  const teaching = ids(roles.train);
  const choosing = ids(roles.selection);
  expect([...choosing].filter((id) => teaching.has(id) || test!.has(id))).toEqual([]);
  expect([...teaching].filter((id) => test!.has(id))).toEqual([]);

  // Each face stands where its own data set has it; the validation split of FER+ is what is reported of it.
  const { pictures } = await readDataSet('utkface', roots.utkface);
  const own = new Map(pictures.map(({ name, split }) => [name, split]));
  for (const { file, split, groups } of set.pictures) {
    if (groups?.['origin'] === 'utkface') expect(split).toBe(own.get(file));
    if (groups?.['origin'] === 'ferplus') expect(split).toBe(Number(/\d+/.exec(file)) < 8 ? 'train' : 'test');
  }
});

it('let nothing of near-duplicates into two roles', async () => {
  const utkface: Tree = {};
  for (let i = 0; i < 24; i++) {
    const face = await faceJpeg(i >> 1);
    const bytes = i % 2 ? await sharp(face).jpeg({ quality: 60 }).toBuffer() : face;
    utkface[`${20 + i}_${i % 2}_0_2017010100${i}.jpg`] = bytes;
  }
  const set = await make({ ...(await madeHiddenRoots()), utkface: madeTree(utkface) });
  const roles = assignRoles(set.pictures, { choosing: 'tenth', seed: 1 });
  const near = (pictures: readonly PreparedPicture[]) => new Set(pictures.flatMap((one) => one.near ?? []));
  const [teaching, choosing] = [near(roles.train), near(roles.selection)];
  expect(teaching.size).toBeGreaterThan(3);
  expect(choosing.size).toBeGreaterThan(0);
  expect([...choosing].filter((one) => teaching.has(one))).toEqual([]);
});

it('test on the held-out photos, and train on no piece of them', async () => {
  const set = await make(await madeHiddenRoots());
  const photos = set.pictures.filter(({ groups }) => groups?.['origin'] === 'photo');
  expect(new Set(photos.map(({ file }) => file)).size).toBe(6);
  for (const { file, split } of photos) expect(split).toBe(HELD_OUT.includes(file) ? 'test' : 'train');
  for (const { file, occlusion } of photos.filter((photo) => photo.occlusion !== NO_FACE))
    expect(OCCLUSION_LABELS[occlusion!]).toBe(file.startsWith('vr') ? 'upper' : 'lower');
  const exact = photos.filter(({ groups }) => groups!['way']!.endsWith(': box'));
  expect(exact.map(({ file }) => file).sort()).toEqual(HELD_OUT);
});

it('say which root is not what it should be', async () => {
  const roots = await madeHiddenRoots();
  await expect(make({ ...roots, occluded: roots.ferplus })).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringContaining('no boxes.csv') as string,
  });
  await expect(make({ ...roots, utkface: '/nowhere' })).rejects.toMatchObject({ code: 'missing' });
});
