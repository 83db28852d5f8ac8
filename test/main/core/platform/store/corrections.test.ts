import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import {
  correctionsReference,
  readChanges,
  storedChanges,
} from '../../../../../src/main/core/platform/store/corrections.ts';
import { MIGRATIONS } from '../../../../../src/main/core/platform/store/migrations/index.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../support/made-data.ts';

const DROP = { kind: 'drop' } as const;

function storeWithSet(migrations = MIGRATIONS): { store: Store; file: string } {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file, migrations);
  store.raw.exec(
    "insert into data_sets (name, layout, root, added_at, pictures, tasks) values ('A', 'folder', '/a', '', 9, '[]')",
  );
  onTestFinished(() => store.close());
  return { store, file };
}

function put({ raw }: Store, version: number, base: number | null, changes: string): void {
  raw
    .prepare(
      "insert into corrections (data_set, version, at, fingerprint, base, changes) values (1, ?, '', 'f', ?, ?)",
    )
    .run(version, base, changes);
}

test('a version is put together from what it rests on; others that rest on the same are not in it', async () => {
  const { store } = storeWithSet();
  put(store, 1, null, JSON.stringify({ a: DROP, b: DROP }));
  put(store, 2, 1, JSON.stringify({ a: null, c: DROP }));
  put(store, 3, 1, JSON.stringify({ b: null }));
  put(store, 4, 2, JSON.stringify({ b: { kind: 'labels', labels: { gender: 1 } } }));
  const versions = [0, 1, 2, 3, 4].map((version) => correctionsReference(store, 1, version));
  expect(await Promise.all(versions.map(readChanges))).toEqual([
    {},
    { a: DROP, b: DROP },
    { b: DROP, c: DROP },
    { a: DROP },
    { b: { kind: 'labels', labels: { gender: 1 } }, c: DROP },
  ]);
  await expect(storedChanges(store, 1, 5)).rejects.toMatchObject({ code: 'missing' });
});

test.each([
  '',
  '[]',
  '{"a":1}',
  '{"a":{"kind":"drop","more":1}}',
  '{"a":{"kind":"labels","labels":{"mood":1}}}',
])('damaged changes are told: %s', async (text) => {
  const { store } = storeWithSet();
  put(store, 1, null, text);
  put(store, 2, 1, '{}');
  await expect(storedChanges(store, 1, 2)).rejects.toMatchObject({ code: 'corrupt' });
});

test('a version that rests on one that is gone, or on itself, is damaged', async () => {
  const { store } = storeWithSet();
  put(store, 2, 1, '{}');
  put(store, 3, 3, '{}');
  for (const version of [2, 3])
    await expect(storedChanges(store, 1, version)).rejects.toMatchObject({ code: 'corrupt' });
});

test('versions of an older database are whole, and are counted; one that is damaged keeps the app from nothing', async () => {
  const { store, file } = storeWithSet(MIGRATIONS.slice(0, 10));
  const old = store.raw.prepare(
    "insert into corrections (data_set, version, at, fingerprint, changes) values (1, ?, '', 'f', ?)",
  );
  old.run(1, JSON.stringify({ a: DROP }));
  old.run(2, JSON.stringify({ a: DROP, b: DROP }));
  old.run(3, 'damaged');
  await store.close();
  const now = openStore(file);
  onTestFinished(() => now.close());
  expect(now.raw.prepare('select change_count from corrections order by version').pluck().all()).toEqual([
    1, 2, 0,
  ]);
  expect(await storedChanges(now, 1, 1)).toEqual(new Map([['a', DROP]]));
  expect((await storedChanges(now, 1, 2)).size).toBe(2);
});
