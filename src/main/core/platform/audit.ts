import { jsonOf } from '../../../common/json.ts';
import type { CodedMessage, StoredMessage } from '../../../messages/message.ts';
import { isMessage } from '../../../messages/message.ts';
import type { AuditAction, AuditEntry } from '../../ipc/contract.ts';
import type { Store } from './store/store.ts';
import { execute } from './store/sync.ts';

/** Deletions, consents and what else must be found again: who did what to what, never a face. */
export async function writeAudit(store: Store, action: AuditAction, subject: CodedMessage): Promise<void> {
  await entry(store, action, subject).execute();
}

/** As `writeAudit`, at once: within a transaction, so that a deletion and its entry are there together or not at all. */
export function appendToAudit(store: Store, action: AuditAction, subject: CodedMessage): void {
  execute(store, entry(store, action, subject));
}

/** The latest entries, the newest first. */
export async function auditEntries({ db }: Store, limit: number): Promise<AuditEntry[]> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, subject: storedSubject(row.subject) }));
}

/** What an entry is about, as its column has it: earlier versions wrote English text. */
export function storedSubject(column: string): StoredMessage {
  const subject = jsonOf(column);
  return isMessage(subject) ? subject : column;
}

function entry({ db }: Store, action: AuditAction, subject: CodedMessage) {
  const at = new Date().toISOString();
  return db.insertInto('audit').values({ at, action, subject: JSON.stringify(subject) });
}
