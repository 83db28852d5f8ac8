import { z } from 'zod';

import type { Deletion } from '../../../platform/store/erase-deleted.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedJson } from '../../../platform/store/stored-values.ts';
import { execute } from '../../../platform/store/sync.ts';

/** A backup leaves this key out. */
const DELETIONS_KEY = 'deletions';

const form = z.array(z.object({ camera: z.string(), before: z.string().nullable() }));

/**
 * Deletions that are decided but may not be complete: a large one takes many transactions, and backups are rewritten after
 * it. They are stored, so that a core that ends in between completes them at its next start.
 */
export function markedDeletions(store: Pick<Store, 'raw' | 'db'>): Deletion[] {
  const text = settingText(store, DELETIONS_KEY);
  return text === undefined ? [] : storedJson(text, form);
}

/**
 * Part of the transaction that decides it. One of all days is not narrowed by one of older days.
 * @returns false if all days are marked already
 */
export function markDeletion(store: Store, deletion: Deletion): boolean {
  const marked = markedDeletions(store);
  if (marked.some(({ camera, before }) => camera === deletion.camera && before === null)) return false;
  const others = marked.filter(({ camera }) => camera !== deletion.camera);
  write(store, [...others, deletion]);
  return true;
}

/** These are complete; one that was marked anew meanwhile stays. */
export function unmarkDeletions(store: Store, done: readonly Deletion[]): void {
  const isDone = ({ camera, before }: Deletion) =>
    done.some((one) => one.camera === camera && one.before === before);
  write(
    store,
    markedDeletions(store).filter((deletion) => !isDone(deletion)),
  );
}

function write(store: Store, deletions: readonly Deletion[]): void {
  if (deletions.length > 0) writeSetting(store, DELETIONS_KEY, deletions);
  else execute(store, store.db.deleteFrom('settings').where('key', '=', DELETIONS_KEY));
}
