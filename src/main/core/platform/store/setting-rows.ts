import type { Store } from './store.ts';
import { execute, queryFirst } from './sync.ts';

/** The JSON text of a row of the settings; undefined where there is none. */
export function settingText(store: Pick<Store, 'raw' | 'db'>, key: string): string | undefined {
  return queryFirst(store, store.db.selectFrom('settings').select('value').where('key', '=', key))?.value;
}

/** Adds a row to the settings, or replaces it. */
export function writeSetting(store: Store, key: string, content: unknown): void {
  const value = JSON.stringify(content);
  const query = store.db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }));
  execute(store, query);
}
