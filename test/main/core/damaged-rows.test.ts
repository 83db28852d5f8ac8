import { join } from 'node:path';

import { expect, test } from 'vitest';

import { lockHome } from '../../../src/main/core/platform/lock-home.ts';
import { openCore } from '../../../src/main/core/open-core.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../support/made-data.ts';

interface Table {
  name: string;
  columns: { name: string; type: string }[];
}

async function allTables(): Promise<Table[]> {
  const store = openStore(join(scratchFolder(), 'demiface.sqlite'));
  const names = store.raw
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
  const tables = names.map((name) => ({
    name,
    columns: store.raw.pragma(`table_info(${name})`) as Table['columns'],
  }));
  await store.close();
  return tables;
}

/** A home with a row whose values have the right types, and no meaning. @returns whether the row could be put in */
async function homeWithJunk({ name, columns }: Table) {
  const home = await lockHome(scratchFolder(), 0);
  const store = openStore(home.file);
  store.raw.pragma('foreign_keys = off');
  const values = columns.map((column) =>
    name === 'settings' && column.name === 'key' ? 'audience' : column.type === 'TEXT' ? '{"no' : 1,
  );
  const places = columns.map(() => '?').join(', ');
  let isPut = true;
  try {
    const names = columns.map((column) => column.name).join(', ');
    store.raw.prepare(`insert into ${name} (${names}) values (${places})`).run(...values);
  } catch {
    isPut = false; // Columns that SQLite computes of JSON refuse what is none.
  }
  await store.close();
  return { home, isPut };
}

test('a row of any table that no version wrote is refused as damaged at most, and ends no core', async () => {
  const tables = await allTables();
  expect(tables.length).toBeGreaterThan(15);
  const put: string[] = [];
  for (const table of tables) {
    const { home, isPut } = await homeWithJunk(table);
    if (isPut) put.push(table.name);
    const opened = await openCore(home, () => {}).catch((error: unknown) => {
      expect([table.name, error]).toMatchObject([
        table.name,
        { code: 'corrupt', message: expect.stringContaining('repaired') as string },
      ]);
      return null;
    });
    const channels = [
      'settings.get',
      'audience.settings',
      'audience.status',
      'audience.today',
      'lab.runs',
    ] as const;
    for (const channel of opened ? channels : [])
      await Promise.resolve()
        .then(() => opened!.handlers[channel]({}))
        .catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    await opened?.close();
    home.release();
  }
  expect(put.length).toBeGreaterThanOrEqual(tables.length - 1);
}, 120_000);
