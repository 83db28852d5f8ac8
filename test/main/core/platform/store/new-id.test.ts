import { expect, test } from 'vitest';

import { newId } from '../../../../../src/main/core/platform/store/new-id.ts';
import { madeStore } from '../../features/audience/made-audience.ts';

test('an id is never given again, whether its row was written and removed or not', () => {
  const store = madeStore();
  const insert = store.raw.prepare(
    "insert into data_sets (id, name, layout, root, added_at, tasks) values (?, 'a', 'folder', ?, '', '[]')",
  );
  insert.run(7, '/a');
  const id = newId(store, 'data_sets');
  expect(id).toBe(8);
  insert.run(id, '/b');
  store.raw.exec('delete from data_sets');
  expect([newId(store, 'data_sets'), newId(store, 'data_sets'), newId(store, 'runs')]).toEqual([9, 10, 1]);
});
