import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { dataSourcesOf } from '../../../../../../src/main/core/features/lab/runs/data-source.ts';
import { readChanges } from '../../../../../../src/main/core/platform/store/corrections.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';

test('versions that a run may have learned from are named to its job, which reads their corrections itself', async () => {
  const store = openStore(join(scratchFolder(), 'demiface.sqlite'));
  onTestFinished(() => store.close());
  store.raw.exec(
    "insert into data_sets (name, layout, root, added_at, tasks) values ('A', 'folder', '/a', '', '[]')",
  );
  const insert = store.raw.prepare(
    "insert into corrections (data_set, version, at, fingerprint, changes) values (1, ?, '', '', ?)",
  );
  const drops = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, { kind: 'drop' }]));
  for (let version = 1; version <= 3; version++) insert.run(version, JSON.stringify(drops(1000 * version)));
  const sources = dataSourcesOf(store, { data_set: 1, data_version: 2, data_root: '/a', layout: 'folder' });
  expect(JSON.stringify(sources).length).toBeLessThan(2000);
  const changes = await Promise.all(sources.map(({ corrections }) => readChanges(corrections)));
  expect(changes).toEqual([drops(2000), {}, drops(1000), drops(3000)]);
});
