import type { Store } from './store.ts';
import { withoutWaiting } from './sync.ts';

/**
 * Writes SQLite's log back into the database and truncates it: what was deleted still lies in it until then.
 * @returns false where another process reads or writes just now; to be called again then
 */
export function emptyLog(store: Pick<Store, 'raw'>): boolean {
  const rows = withoutWaiting(store, () => store.raw.pragma('wal_checkpoint(truncate)')) as [
    { busy: number },
  ];
  return rows[0].busy === 0;
}
