import { expect, test } from 'vitest';

import { madeFerplus, madeTree } from '../../../../support/made-data.ts';
import { ALL, madeFeature } from './made-feature.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

/** Two data sets, the first of which has two versions of corrections. */
async function madeTwo() {
  const feature = madeFeature();
  const { ask, store } = feature;
  for (const name of ['first', 'second'])
    await ask['data.add']({ root: madeTree(await madeFerplus(3, 1)), layout: 'ferplus', name });
  const version = store.raw.prepare(
    "insert into corrections (data_set, version, at, fingerprint, changes, change_count) values (1, ?, '', '', '{}', 0)",
  );
  for (const n of [1, 2]) version.run(n);
  store.raw.exec('update data_sets set version = 2 where id = 1');
  return feature;
}

test.each([
  ['tasks', `update data_sets set tasks = '["x"]' where id = 1`, /its entry .* damaged; remove it/],
  ['interpretation', `update data_sets set interpretation = '[1' where id = 1`, /its entry .* damaged/],
  ['layout', `update data_sets set layout = 'none' where id = 1`, /its entry .* damaged/],
  ['corrections', 'delete from corrections where version = 2', /version 2 .* gone; go back to another one/],
])('a data set of damaged %s is listed so and can be removed; the other works', async (_, damage, reason) => {
  const { ask, store, events } = await madeTwo();
  store.raw.exec(damage);
  expect(inEnglish(await ask['data.list']({}))).toMatchObject([
    { id: 1, name: 'first', damage: expect.stringMatching(reason) as string },
    { id: 2, name: 'second', tasks: ['expression'], damage: null },
  ]);
  expect(await ask['data.open']({ id: 2 })).toMatchObject({ total: 4 });
  await expect(ask['data.browse']({ id: 1, filter: ALL, offset: 0, limit: 1 })).rejects.toMatchObject({
    message: expect.not.stringContaining('repaired') as string,
  });
  await ask['data.remove']({ id: 1 });
  expect(events('data.changed').at(-1)).toMatchObject([{ id: 2 }]);
});

test.each([
  'delete from corrections where version = 2',
  `update corrections set changes = '{"x":1' where version = 2`,
])('corrections that are damaged by %s are left for an earlier version', async (damage) => {
  const { ask, store, events, opened } = await madeTwo();
  const id = await opened('ferplus', madeTree(await madeFerplus(3, 1)));
  store.raw.exec(
    `update corrections set data_set = ${id}; update data_sets set version = 2 where id = ${id}`,
  );
  store.raw.exec(damage);
  const browse = () => ask['data.browse']({ id, filter: ALL, offset: 0, limit: 1 });
  await expect(browse()).rejects.toThrow(/go back to another version|is gone/);
  expect(await ask['data.list']({})).toHaveLength(3);
  expect(await ask['data.corrections']({ id })).not.toHaveLength(0);
  expect(await ask['data.revert']({ id, version: 1 })).toMatchObject({ version: 1, damage: null });
  expect(events('data.changed').at(-1)).toHaveLength(3);
  expect(await browse()).toMatchObject({ total: 4 });
});

test('a damaged report is made again by a check', async () => {
  const { ask, store, ended } = await madeTwo();
  store.raw.exec("update data_sets set report = 'xx', checked_at = '2026' where id = 1");
  expect((await ask['data.list']({}))[0]).toMatchObject({ damage: null });
  expect(() => ask['data.report']({ id: 1 })).toThrow(
    'the report of first is damaged; check the data set again',
  );
  await ended((await ask['data.check']({ id: 1 })).job);
  expect(await ask['data.report']({ id: 1 })).toMatchObject({
    checkedAt: expect.any(String) as string,
  });
});
