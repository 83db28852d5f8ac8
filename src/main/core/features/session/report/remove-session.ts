import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { dayIn } from '../../../../../common/math/calendar.ts';
import { execute, transaction } from '../../../platform/store/sync.ts';
import { systemZone } from '../../../platform/time/local-time.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { appendToClientLog } from '../clients/files/client-log.ts';
import { copyClient, discardCopies } from '../clients/copies/copies.ts';
import { readSession } from '../recording/stored-session.ts';

/**
 * Removes a session for good: SQLite overwrites what it deletes, the write-ahead log is emptied, and the daily copies, which
 * have the session too, give way to a new one. They go first: a process that is killed in between leaves nothing of a
 * session that seems to be removed.
 * @throws CodedRefusal `missing`; `corrupt`: the copies of a damaged file are its only sound ones
 */
export function removeSession(folder: string, file: ClientFile, session: number, now = new Date()): void {
  const { startedAt } = readSession(file, session);
  if (file.raw.pragma('quick_check(1)', { simple: true }) !== 'ok')
    throw new CodedRefusal('corrupt', message('clients.fileDamaged'));
  discardCopies(folder, file.id);
  transaction(file, () => {
    execute(file, file.db.deleteFrom('sessions').where('id', '=', session));
    appendToClientLog(
      file,
      'session.removed',
      message('clients.sessionRemoved', { session, at: startedAt }),
      now,
    );
  });
  file.raw.pragma('wal_checkpoint(truncate)');
  copyClient(folder, file, dayIn(systemZone(), now.getTime()));
}
