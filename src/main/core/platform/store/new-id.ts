import { sql } from 'kysely';

import { writeSetting, settingText } from './setting-rows.ts';
import type { Store } from './store.ts';
import { queryFirst } from './sync.ts';

/**
 * An id that no row of the table ever had. SQLite reuses that of a removed row, whose data a page may still hold.
 */
export function newId(store: Store, table: 'data_sets' | 'runs' | 'recordings' | 'retrainings'): number {
  const key = `ids.${table}`;
  const query = store.db.selectFrom(table).select(sql<number | null>`max(id)`.as('largest'));
  const given = Number(settingText(store, key) ?? 0);
  const id = Math.max(given, queryFirst(store, query)?.largest ?? 0) + 1;
  writeSetting(store, key, id);
  return id;
}
