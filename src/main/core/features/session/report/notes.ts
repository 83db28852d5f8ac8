import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { SessionNote } from '../../../../ipc/contract/session-report.ts';
import { execute, queryAll, transaction } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { readSession } from '../recording/stored-session.ts';

const MAX_NOTES = 1000;

/** In order of time. */
export function notesOf(file: ClientFile, session: number): SessionNote[] {
  const rows = queryAll(
    file,
    file.db
      .selectFrom('notes')
      .select(['id', 'at_ms', 'text'])
      .where('session', '=', session)
      .orderBy('at_ms')
      .orderBy('id'),
  );
  return rows.map(({ id, at_ms, text }) => ({ id, atMs: at_ms, text }));
}

/**
 * Adds a note, which has the id 0, or changes one; an empty text removes it.
 * @throws CodedRefusal `missing` if there is no such session or note, `usage` if there are too many
 */
export function writeNote(
  file: ClientFile,
  session: number,
  { id, atMs, text }: SessionNote,
  now = new Date(),
): SessionNote[] {
  readSession(file, session);
  const { db } = file;
  return transaction(file, () => {
    const notes = notesOf(file, session);
    const row = { session, at_ms: Math.round(atMs), at: now.toISOString(), text: text.trim() };
    if (id !== 0 && !notes.some((note) => note.id === id))
      throw new CodedRefusal('missing', message('session.noNote'));
    if (row.text === '') execute(file, db.deleteFrom('notes').where('id', '=', id));
    else if (id !== 0) execute(file, db.updateTable('notes').set(row).where('id', '=', id));
    else if (notes.length < MAX_NOTES) execute(file, db.insertInto('notes').values(row));
    else throw new CodedRefusal('usage', message('session.tooManyNotes', { most: MAX_NOTES }));
    return notesOf(file, session);
  });
}
