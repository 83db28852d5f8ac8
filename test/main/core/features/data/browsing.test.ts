import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';

import { filtered } from '../../../../../src/main/core/features/data/browse.ts';
import type { OpenedSet } from '../../../../../src/main/core/features/data/opened-set.ts';
import { shownPictures, openSet } from '../../../../../src/main/core/features/data/opened-set.ts';
import { storedChanges } from '../../../../../src/main/core/platform/store/corrections.ts';
import type { BrowsedPicture, BrowseFilter, Correction } from '../../../../../src/main/ipc/contract.ts';
import type { Change } from '../../../../../src/training/datasets/corrections.ts';
import { applyCorrections } from '../../../../../src/training/datasets/corrections.ts';
import { prepare } from '../../../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../../../src/training/sources/readers/index.ts';
import {
  drawnFace,
  facePng,
  madeFerplus,
  madeTree,
  scratchFolder,
  votesFor,
} from '../../../../support/made-data.ts';
import { turnsDuring } from '../../../../support/turns-during.ts';
import { ALL, madeFeature } from './made-feature.ts';
import type { MadeFeature } from './made-feature.ts';

/** Ages 5, 15 … 115 in turn, both genders; 0, 1 and 2 are byte-identical, and 1 has another gender. */
async function people(): Promise<string> {
  const same = await drawnFace(99).jpeg().toBuffer();
  const tree: Record<string, Buffer> = {};
  for (let i = 0; i < 24; i++) {
    // Turned, so that they are no near-duplicates, which would all go to training.
    const turned = await drawnFace(i)
      .rotate(90 * (i % 4))
      .jpeg()
      .toBuffer();
    const bytes = i < 3 ? same : turned;
    const age = i < 3 ? 44 : 5 + 10 * (i % 12);
    const gender = i < 3 ? Number(i === 1) : i % 2;
    tree[`${age}_${gender}_0_2017${String(i).padStart(4, '0')}.jpg.chip.jpg`] = bytes;
  }
  return madeTree(tree);
}

const ask = async (
  { ask }: MadeFeature,
  id: number,
  filter: Partial<BrowseFilter>,
  offset = 0,
  limit = 100,
) => ask['data.browse']({ id, filter: { ...ALL, ...filter }, offset, limit });

describe('data.browse', () => {
  it('lets through what a slow loop does, page by page', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const all = (await ask(feature, id, {})).pictures;
    expect(all.map(({ row }) => row)).toEqual(all.map((_, i) => i));
    expect(all).toHaveLength(24);
    const cases: [Partial<BrowseFilter>, (one: BrowsedPicture) => boolean][] = [
      [{ split: 'test' }, ({ split }) => split === 'test'],
      [{ task: 'gender', label: 1 }, ({ gender }) => gender === 1],
      [{ task: 'gender', label: null }, () => true],
      [{ task: 'expression' }, () => false],
      [{ task: 'age', label: 40 }, ({ ageYears }) => ageYears! >= 40 && ageYears! < 50],
      [{ task: 'age', label: 70 }, ({ ageYears }) => ageYears! >= 70],
      [{ only: 'duplicates' }, ({ copies }) => copies > 1],
      [{ search: ' 20170007.JPG ' }, ({ name }) => name.includes('20170007.jpg')],
      [{ search: 'nothing' }, () => false],
      [
        { split: 'train', task: 'gender', label: 0 },
        ({ split, gender }) => split === 'train' && gender === 0,
      ],
    ];
    for (const [filter, lets] of cases) {
      const expected = all.filter(lets);
      expect(await ask(feature, id, filter)).toEqual({ total: expected.length, pictures: expected });
    }
    const counts = cases.map(([, lets]) => all.filter(lets).length);
    expect(counts.every((n, i) => n > 0 || i === 3 || i === 8)).toBe(true);
    expect(await ask(feature, id, { task: 'age', label: 70 }, 2, 3)).toEqual({
      total: counts[5],
      pictures: all.filter(({ ageYears }) => ageYears! >= 70).slice(2, 5),
    });
    expect(await ask(feature, id, {}, 24)).toEqual({ total: 24, pictures: [] });
  });

  it('knows copies and conflicts; a conflict that was put right is none', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const { pictures } = await ask(feature, id, { only: 'conflicts' });
    expect(pictures.map(({ copies, gender }) => [copies, gender]).sort()).toEqual([
      [3, 0],
      [3, 0],
      [3, 1],
    ]);
    const change = { kind: 'label', task: 'gender', label: 1 } as const;
    await feature.ask['data.correct']({ id, corrections: [{ row: pictures[0]!.row, change }] });
    expect((await ask(feature, id, { only: 'conflicts' })).total).toBe(0);
    const corrected = (await ask(feature, id, { only: 'corrected' })).pictures;
    expect(corrected.map(({ gender, correction }) => [gender, correction])).toEqual([
      [1, change],
      [1, change],
      [1, change],
    ]);
    expect((await ask(feature, id, { only: 'duplicates' })).total).toBe(3);
  });

  it('counts a second list that contradicts itself as a conflict', async () => {
    const same = await facePng(1);
    const root = madeTree({
      'FER2013Train/fer0000000.png': same,
      'FER2013Train/fer0000001.png': same,
      'FER2013Train/fer0000002.png': await facePng(2),
      'FER2013Train/label.csv': [0, 1, 2]
        .map((i) => `fer000000${i}.png,"(0, 0, 48, 48)",${votesFor(3)}\n`)
        .join(''),
      'fer2013new.csv': [0, 1, 2].map((i) => `Training,fer000000${i}.png,${votesFor(i)}\n`).join(''),
    });
    const dataSet = await readDataSet('ferplus', root);
    const prepared = await prepare(dataSet, { size: 8, color: 'gray', cacheFolder: scratchFolder() });
    const set = await openSet(prepared, dataSet, '');
    const conflicts = async (of: OpenedSet, changes: ReadonlyMap<string, Change>) =>
      (await shownPictures(of, changes)).map((one) => one.conflicts);
    expect(await conflicts(set, new Map())).toEqual([true, true, false]);
    const right: Change = { kind: 'labels', labels: { expression: 4 } };
    expect(await conflicts(set, new Map([[set.keys[0]!, right]]))).toEqual([false, false, false]);
    const ofOneList = await openSet(prepared, { tasks: ['expression'] }, '');
    expect(await conflicts(ofOneList, new Map())).toEqual([false, false, false]);
  });
});

describe('data.thumbnails', () => {
  const SIZE = 96;
  const BYTES = SIZE * SIZE * 3;

  it('are the pictures, whole or with a black half, in the order requested', async () => {
    const feature = madeFeature();
    const root = await people();
    const id = await feature.opened('utkface', root);
    const { pictures } = await ask(feature, id, {});
    const rows = [23, 0, 5, 5];
    const block = await feature.ask['data.thumbnails']({ id, rows, view: 'full' });
    expect(block).toMatchObject({ size: SIZE, channels: 3 });
    expect(block.pixels).toHaveLength(rows.length * BYTES);
    for (const [i, row] of rows.entries()) {
      const expected = await sharp(join(root, pictures[row]!.file))
        .resize(SIZE, SIZE, { fit: 'fill' })
        .raw()
        .toBuffer();
      expect(Buffer.compare(expected, block.pixels.subarray(i * BYTES, (i + 1) * BYTES))).toBe(0);
    }
    for (const view of ['lower', 'upper'] as const) {
      const { pixels } = await feature.ask['data.thumbnails']({ id, rows, view });
      let differ = 0;
      for (let at = 0; at < pixels.length; at++) {
        const y = Math.floor((at % BYTES) / (SIZE * 3));
        const isBlack = view === 'lower' ? y < SIZE / 2 : y >= SIZE / 2;
        if (pixels[at] !== (isBlack ? 0 : block.pixels[at])) differ++;
      }
      expect(differ).toBe(0);
    }
  });

  it('wear a headset above or a mask below, the same whenever they are requested, another each', async () => {
    const home = scratchFolder();
    const root = await people();
    const feature = madeFeature(home);
    const id = await feature.opened('utkface', root);
    const { pixels: plain } = await feature.ask['data.thumbnails']({ id, rows: [3, 4], view: 'full' });
    for (const view of ['headset', 'mask'] as const) {
      const first = await feature.ask['data.thumbnails']({ id, rows: [3, 4], view });
      const changed = { top: 0, bottom: 0 };
      for (let at = 0; at < BYTES; at++)
        if (first.pixels[at] !== plain[at]) changed[at < BYTES / 2 ? 'top' : 'bottom']++;
      const [covered, free] =
        view === 'headset' ? [changed.top, changed.bottom] : [changed.bottom, changed.top];
      expect(covered).toBeGreaterThan(BYTES / 10);
      expect(covered).toBeGreaterThan(free);
      // From memory, alone, in another order, and drawn anew after a restart.
      expect(await feature.ask['data.thumbnails']({ id, rows: [3, 4], view })).toEqual(first);
      const later = await madeFeature(home).ask['data.thumbnails']({ id, rows: [4, 3], view });
      expect(Buffer.compare(later.pixels.subarray(BYTES), first.pixels.subarray(0, BYTES))).toBe(0);
      expect(Buffer.compare(later.pixels.subarray(0, BYTES), first.pixels.subarray(BYTES))).toBe(0);
      // The two pictures are not the same thing drawn twice: what covers them differs.
      const difference = (at: number) => first.pixels[at]! - first.pixels[at + BYTES]!;
      expect(Array.from({ length: BYTES }, (_, at) => difference(at)).some((value) => value !== 0)).toBe(
        true,
      );
    }
  });

  it('are the same however often a picture stands in a request', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const rows = Array.from({ length: 120 }, (_, i) => i % 24);
    const { pixels } = await feature.ask['data.thumbnails']({ id, rows, view: 'mask' });
    const first = pixels.subarray(0, 24 * BYTES);
    for (let at = 24 * BYTES; at < pixels.length; at += 24 * BYTES)
      expect(Buffer.compare(first, pixels.subarray(at, at + 24 * BYTES))).toBe(0);
  });

  it('of FER+ are gray', async () => {
    const feature = madeFeature();
    const id = await feature.opened('ferplus', madeTree(await madeFerplus(3, 1)));
    const block = await feature.ask['data.thumbnails']({ id, rows: [0, 3], view: 'headset' });
    expect(block).toMatchObject({ size: SIZE, channels: 1 });
    expect(block.pixels).toHaveLength(2 * SIZE * SIZE);
  });

  it('refuse a row that is none', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    await expect(feature.ask['data.thumbnails']({ id, rows: [24], view: 'full' })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

test('others have a turn after every thousand pictures, from opening to a page', async () => {
  const dataSet = await readDataSet('utkface', await people());
  const prepared = await prepare(dataSet, { size: 8, color: 'gray', cacheFolder: scratchFolder() });
  const [picture] = prepared.pictures;
  const pictures = Array.from({ length: 5000 }, (_, row) => ({ ...picture!, contentId: `${row}`, row }));
  const opening = await turnsDuring(() => openSet({ ...prepared, pictures }, dataSet, ''));
  const showing = await turnsDuring(() => shownPictures(opening.result, new Map()));
  const finding = await turnsDuring(() => filtered(showing.result, ALL));
  expect(finding.result).toHaveLength(5000);
  for (const { turns } of [opening, showing, finding]) expect(turns).toBeGreaterThanOrEqual(5);
});

describe('corrections', () => {
  it('that are saved at the same time all stand; a version that is current when one begins is what it rests on', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const correct = async (correction: Correction) =>
      feature.ask['data.correct']({ id, corrections: [correction] });
    await Promise.all([3, 4, 5].map((row) => correct({ row, change: { kind: 'drop' } })));
    const reverting = Promise.resolve(feature.ask['data.revert']({ id, version: 2 }));
    await Promise.all([reverting, correct(label(6, 'age', 2))]);
    expect((await storedChanges(feature.store, id, 3)).size).toBe(3);
    const shown = async (only: 'corrected' | 'dropped') =>
      (await ask(feature, id, { only })).pictures.map(({ row }) => row);
    expect([await shown('dropped'), await shown('corrected')]).toEqual([
      [3, 4],
      [6, 7, 8], // copies of one picture
    ]);
  });

  const label = (row: number, task: 'gender' | 'age', value: number): Correction => ({
    row,
    change: { kind: 'label', task, label: value },
  });

  it('stand in versions, each with its fingerprint; any can be made current again', async () => {
    const home = scratchFolder();
    const feature = madeFeature(home);
    const id = await feature.opened('utkface', await people());
    const correct = async (...corrections: Correction[]) => feature.ask['data.correct']({ id, corrections });
    expect(await correct({ row: 3, change: { kind: 'drop' } })).toMatchObject({ version: 1, corrections: 1 });
    expect(await correct(label(4, 'age', 99), label(4, 'gender', 1), label(5, 'age', 1))).toMatchObject({
      version: 2,
      corrections: 3,
    });
    expect(feature.events('data.changed').at(-1)![0]).toMatchObject({ version: 2, corrections: 3 });
    const found = async (only: 'corrected' | 'dropped') =>
      (await ask(feature, id, { only })).pictures.map(({ row }) => row);
    expect([await found('corrected'), await found('dropped')]).toEqual([[4, 5], [3]]);
    const [shown] = (await ask(feature, id, { only: 'corrected' })).pictures;
    const [before] = (await ask(feature, id, {})).pictures.slice(4);
    expect(before).toEqual(shown);
    const { expression, gender, ageYears } = (await readDataSet('utkface', feature.root(id))).pictures[4]!;
    expect(shown).toMatchObject({ row: 4, gender: 1, ageYears: 99 });
    expect(shown!.original).toEqual({ expression: expression ?? null, gender, ageYears });
    expect((await ask(feature, id, { only: 'dropped' })).pictures[0]!.original).toBeNull();
    expect((await ask(feature, id, { only: 'dropped' })).pictures[0]!.correction).toEqual({ kind: 'drop' });

    expect(await feature.ask['data.revert']({ id, version: 1 })).toMatchObject({
      version: 1,
      corrections: 1,
    });
    expect([await found('corrected'), await found('dropped')]).toEqual([[], [3]]);
    // What comes after goes on from there, as a version of its own.
    expect(await correct(label(6, 'age', 2))).toMatchObject({ version: 3, corrections: 2 });
    expect(await feature.ask['data.revert']({ id, version: 0 })).toMatchObject({
      version: 0,
      corrections: 0,
    });
    expect([await found('corrected'), await found('dropped')]).toEqual([[], []]);
    const versions = await madeFeature(home).ask['data.corrections']({ id });
    expect(versions.map(({ version, changes }) => [version, changes])).toEqual([
      [3, 2],
      [2, 3],
      [1, 1],
      [0, 0],
    ]);
    expect(new Set(versions.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    await expect((async () => feature.ask['data.revert']({ id, version: 4 }))()).rejects.toMatchObject({
      code: 'missing',
    });
  });

  it('are taken back, and are none where they change nothing', async () => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const correct = async (...corrections: Correction[]) => feature.ask['data.correct']({ id, corrections });
    const { pictures } = await ask(feature, id, {});
    const original = pictures.find(({ copies }) => copies === 1)!;
    const { row } = original;
    expect(await correct(label(row, 'gender', original.gender!))).toMatchObject({
      version: 0,
      corrections: 0,
    });
    await correct(label(row, 'gender', 1 - original.gender!), label(row, 'age', 3));
    expect((await ask(feature, id, { only: 'corrected' })).pictures[0]).toMatchObject({ ageYears: 3 });
    expect(await correct({ row, change: null })).toMatchObject({ version: 2, corrections: 0 });
    expect((await ask(feature, id, {})).pictures).toEqual(pictures);
    expect(await correct({ row, change: null })).toMatchObject({ version: 2 });
    // A dropped picture that is given a label is back.
    await correct({ row, change: { kind: 'drop' } }, label(row, 'age', 4));
    expect((await ask(feature, id, { only: 'dropped' })).total).toBe(0);
    expect((await ask(feature, id, { only: 'corrected' })).pictures[0]).toMatchObject({ row, ageYears: 4 });
  });

  it.each([
    [{ row: 24, change: { kind: 'drop' } }, 'usage'],
    [{ row: 0, change: { kind: 'label', task: 'expression', label: 1 } }, 'mismatch'],
    [{ row: 0, change: { kind: 'label', task: 'gender', label: 2 } }, 'usage'],
    [{ row: 0, change: { kind: 'label', task: 'age', label: 121 } }, 'usage'],
  ] as const)('that make no sense are refused, and nothing is kept: %o', async (correction, code) => {
    const feature = madeFeature();
    const id = await feature.opened('utkface', await people());
    const corrections = [{ row: 3, change: { kind: 'drop' } } as const, correction];
    await expect(feature.ask['data.correct']({ id, corrections })).rejects.toMatchObject({ code });
    expect((await feature.ask['data.corrections']({ id })).map(({ version }) => version)).toEqual([0]);
  });

  it('are what training learns from', async () => {
    const feature = madeFeature();
    const root = await people();
    const id = await feature.opened('utkface', root);
    const { pictures } = await ask(feature, id, { only: 'duplicates' });
    const { row: alone } = (await ask(feature, id, {})).pictures.find(({ copies }) => copies === 1)!;
    const drop = { row: alone, change: { kind: 'drop' } } as const;
    const corrections = [label(pictures[1]!.row, 'age', 12), drop];
    await feature.ask['data.correct']({ id, corrections });
    const dataSet = await readDataSet('utkface', root);
    const prepared = await prepare(dataSet, { size: 32, color: 'gray', cacheFolder: scratchFolder() });
    const taught = applyCorrections(prepared, Object.fromEntries(await storedChanges(feature.store, id, 1)));
    const shown = (await ask(feature, id, {})).pictures.filter(
      ({ correction }) => correction?.kind !== 'drop',
    );
    expect(taught.pictures.map((one) => [one.row, one.name, one.gender, one.ageYears])).toEqual(
      shown.map((one) => [one.row, one.name, one.gender, one.ageYears]),
    );
    expect(taught.pictures.filter(({ ageYears }) => ageYears === 12)).toHaveLength(3);
    expect(taught.fingerprint).not.toBe(prepared.fingerprint);
  });
});
