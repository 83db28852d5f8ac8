import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import {
  editsOf,
  keepEdits,
  revertTo,
  versionsOf,
} from '../../../../../src/main/core/features/data/correct.ts';
import { findDataSet, listDataSets } from '../../../../../src/main/core/features/data/data-sets.ts';
import { storedChanges } from '../../../../../src/main/core/platform/store/corrections.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import { randomFor } from '../../../../../src/common/math/random.ts';
import type { Correction } from '../../../../../src/main/ipc/contract.ts';
import type { Change } from '../../../../../src/training/datasets/corrections.ts';
import { changesFingerprint } from '../../../../../src/training/datasets/corrections.ts';
import type { PreparedPicture } from '../../../../../src/training/datasets/prepared.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { turnsDuring } from '../../../../support/turns-during.ts';

const keyOf = (row: number) => row.toString(16).padStart(64, '0');

/** A data set of so many pictures, each alone with its content and of gender 0. */
function madeSet(pictures: number) {
  const store = openStore(join(scratchFolder(), 'demiface.sqlite'));
  onTestFinished(() => store.close());
  store.raw.exec(
    "insert into data_sets (name, layout, root, added_at, pictures, tasks) values ('A', 'folder', '/a', '', 9, '[]')",
  );
  const rows = Array.from({ length: pictures }, (_, row) => row);
  const set = {
    pictures: rows.map((row) => ({ row, gender: 0 }) as PreparedPicture),
    keys: rows.map(keyOf),
    rowsOf: new Map(rows.map((row) => [keyOf(row), [row]])),
    tasks: ['gender' as const],
  };
  const correct = async (corrections: readonly Correction[]) => {
    const { version } = findDataSet(store, 1);
    const before = { version, changes: await storedChanges(store, 1, version) };
    return keepEdits(store, 1, before, await editsOf(set, before.changes, corrections));
  };
  return { store, set, correct };
}

test('every version reads as it was kept, through corrections, what takes them back, and reverts', async () => {
  const { store, set, correct } = madeSet(30);
  const random = randomFor(3, 'corrections');
  const kept: Record<string, Change>[] = [{}];
  let version = 0;
  for (let step = 0; step < 160; step++) {
    if (random.bool(0.1)) {
      version = random.int(kept.length);
      await revertTo(store, 1, version);
      continue;
    }
    const after = { ...kept[version] };
    const corrections = Array.from({ length: 1 + random.int(4) }, (): Correction => {
      const row = random.int(30);
      const key = set.keys[row]!;
      const label = random.int(2);
      const kind = random.int(3);
      if (kind === 0) after[key] = { kind: 'drop' };
      else if (kind === 1 && label === 1) after[key] = { kind: 'labels', labels: { gender: 1 } };
      else delete after[key];
      const changes = [{ kind: 'drop' }, { kind: 'label', task: 'gender', label }, null] as const;
      return { row, change: changes[kind]! };
    });
    const now = await correct(corrections);
    expect(Object.fromEntries(now.changes)).toEqual(after);
    if (now.version !== version) kept.push(after);
    else expect(after).toEqual(kept[version]);
    version = now.version;
  }
  expect(kept.length).toBeGreaterThan(100);
  for (const [at, changes] of kept.entries())
    expect(Object.fromEntries(await storedChanges(store, 1, at))).toEqual(changes);
  expect(versionsOf(store, 1).map(({ changes, fingerprint }) => [changes, fingerprint])).toEqual(
    kept.map((changes) => [Object.keys(changes).length, changesFingerprint(changes)]).reverse(),
  );
  expect(listDataSets(store)[0]!.corrections).toBe(Object.keys(kept[version]!).length);
});

test('a correction is stored alone, not with the thousands before it', async () => {
  const { store, correct } = madeSet(3000);
  await correct(Array.from({ length: 2000 }, (_, row) => ({ row, change: { kind: 'drop' } })));
  const bytes = () =>
    store.raw.prepare('select sum(length(changes)) from corrections').pluck().get() as number;
  const first = bytes();
  for (let row = 2000; row < 2100; row++) await correct([{ row, change: { kind: 'drop' } }]);
  expect(bytes()).toBeLessThan(4 * first);
});

test('others have a turn while thousands of corrections are saved, and while one is saved beside thousands', async () => {
  const { store, correct } = madeSet(6000);
  const drops = (from: number, count: number) =>
    Array.from({ length: count }, (_, i): Correction => ({ row: from + i, change: { kind: 'drop' } }));
  const many = await turnsDuring(() => correct(drops(0, 5000)));
  const one = await turnsDuring(() => correct(drops(5000, 1)));
  const back = await turnsDuring(() => revertTo(store, 1, 1));
  // The corrections, their edits, what stands then and its text; of one alone the latter two, after what stands was read.
  expect(many.turns).toBeGreaterThanOrEqual(20);
  expect(one.turns).toBeGreaterThanOrEqual(15);
  expect(back.turns).toBeGreaterThanOrEqual(5);
  expect(one.result.changes.size).toBe(5001);
});
