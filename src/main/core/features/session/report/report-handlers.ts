import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { SessionRef } from '../../../../ipc/contract/session-report.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import type { CoreContext, HandlersOf, ReportChannel } from '../../../platform/handlers.ts';
import { asClientError } from '../clients/files/client-database.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { clientPath } from '../clients/files/client-files.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { Sessions } from '../running/sessions.ts';
import { sessionReport } from './document/session-report.ts';
import { exportSession } from './export/export-session.ts';
import { writeNote } from './notes.ts';
import { progressOf } from './progress.ts';
import { consentOfSession } from './recorded-session.ts';
import { removeSession } from './remove-session.ts';
import { RecordedSessions } from './recorded-sessions.ts';
import { listSessions } from './session-summary.ts';
import { timelineOf } from './timeline.ts';

/** Sessions that were recorded: what is in them, notes, reports, exports, deletion. */
export function reportHandlers(
  { store, emit }: Pick<CoreContext, 'store' | 'emit'>,
  clients: Pick<Clients, 'autoLock' | 'files' | 'folder' | 'onLocked'>,
  sessions: Pick<Sessions, 'current'>,
): HandlersOf<ReportChannel> {
  const recorded = new RecordedSessions();
  clients.onLocked(() => recorded.clear());

  /** @throws CodedRefusal as `ClientFiles.open`; `corrupt` if damage shows while it is read */
  async function withFile<T>(client: string, work: (file: ClientFile) => T | Promise<T>): Promise<T> {
    clients.autoLock.touch();
    const file = clients.files.open(client);
    try {
      return await work(file);
    } catch (error) {
      throw asClientError(error, clientPath(clients.folder, client));
    } finally {
      file.close();
    }
  }

  function checkEnded({ client, session }: SessionRef): void {
    const state = sessions.current?.state;
    if (state?.client === client && state.session === session)
      throw new CodedRefusal('busy', message('session.stillOpen'));
  }

  return {
    'session.list': ({ client }) => withFile(client, listSessions),
    'session.progress': ({ client }) => withFile(client, progressOf),
    'session.timeline': ({ client, session, ...span }) =>
      withFile(client, (file) => timelineOf(recorded.read(file, session), span)),
    'session.note': ({ client, session, ...note }) =>
      withFile(client, (file) => writeNote(file, session, note)),
    'session.report': ({ client, session, ...question }) =>
      withFile(client, (file) => {
        const one = recorded.read(file, session);
        return sessionReport(one, consentOfSession(file, one.stored), question);
      }),
    async 'session.remove'(ref) {
      checkEnded(ref);
      await withFile(ref.client, (file) => removeSession(clients.folder, file, ref.session));
      recorded.clear();
      appendToAudit(store, 'session.remove', message('audit.session'));
      emit('clients.changed', {});
      return {};
    },
    async 'session.export'({ client, session, format, path }) {
      await withFile(client, (file) => exportSession(file, recorded.read(file, session), { format, path }));
      appendToAudit(store, 'session.export', message('audit.session'));
      return { path };
    },
  };
}
