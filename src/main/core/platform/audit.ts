import type { AuditAction } from '../../ipc/contract.ts';
import type { Store } from './store/store.ts';
import { execute } from './store/sync.ts';

/** Deletions, consents and what else must be found again: who did what to what, never a face. */
export async function writeAudit(store: Store, action: AuditAction, subject: string): Promise<void> {
  await entry(store, action, subject).execute();
}

/** As `writeAudit`, at once: within a transaction, so that a deletion and its entry are there together or not at all. */
export function noteInAudit(store: Store, action: AuditAction, subject: string): void {
  execute(store, entry(store, action, subject));
}

function entry({ db }: Store, action: AuditAction, subject: string) {
  return db.insertInto('audit').values({ at: new Date().toISOString(), action, subject });
}
