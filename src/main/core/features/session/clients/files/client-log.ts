import type { CodedMessage } from '../../../../../../messages/message.ts';
import type { ClientLogEntry } from '../../../../../ipc/contract.ts';
import { storedSubject } from '../../../../platform/audit.ts';
import { execute, queryAll } from '../../../../platform/store/sync.ts';
import type { ClientFile } from './client-files.ts';

/** What is done with a client's file. */
export type ClientAction =
  | 'consent.signed'
  | 'consent.withdrawn'
  | 'exported'
  | 'session.exported'
  | 'session.removed'
  | 'file.restored';

/** Notes in a client's own file what was done with it. */
export function appendToClientLog(
  file: Pick<ClientFile, 'db' | 'raw'>,
  action: ClientAction,
  subject: CodedMessage,
  now: Date,
): void {
  const row = { at: now.toISOString(), action, subject: JSON.stringify(subject) };
  execute(file, file.db.insertInto('log').values(row));
}

/** The latest first. */
export function logOf(file: ClientFile): ClientLogEntry[] {
  const rows = queryAll(file, file.db.selectFrom('log').select(['at', 'subject']).orderBy('id', 'desc'));
  return rows.map(({ at, subject }) => ({ at, subject: storedSubject(subject) }));
}
