import type { Store } from '../store/store.ts';

/** Deletions, consents and what else must be found again: who did what to what, never a face. */
export async function writeAudit({ db }: Store, action: string, subject: string): Promise<void> {
  await db.insertInto('audit').values({ at: new Date().toISOString(), action, subject }).execute();
}
