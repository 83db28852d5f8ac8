import { queryFirst } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import type { StoredSession } from '../recording/stored-session.ts';
import { readEvents, readSession } from '../recording/stored-session.ts';
import { notesOf } from './notes.ts';
import type { RecordedSession } from './recorded-session.ts';
import { summarizeRecorded } from './recorded-session.ts';
import { SessionSeries } from './session-series.ts';

interface Kept {
  client: string;
  stored: StoredSession;
  recorded: RecordedSession;
}

/** An hour takes 2 MB. Two: the one that is open and the one that is looked at. */
const MAX_KEPT = 2;

/** Sessions, summed up. The most recently used are kept in memory: a pan over an hour needs no query of its readings. */
export class RecordedSessions {
  #kept: Kept[] = [];

  /** @throws CodedRefusal `missing`; DemifaceError `corrupt` */
  read(file: ClientFile, session: number): RecordedSession {
    const stored = readSession(file, session);
    const known = this.#kept.find((one) => one.client === file.id && one.recorded.session === session);
    const lastMs = lastOf(file, session);
    // A daily copy that was put in the place of the file may hold less of a session, or another one of that number.
    const isSame = known?.stored.startedAt === stored.startedAt && known.recorded.series.lastMs <= lastMs;
    const isWhole = isSame && stored.endedAt !== null && known.stored.endedAt === stored.endedAt;
    const series = isSame ? known.recorded.series : new SessionSeries(stored.models);
    if (!isWhole || series.lastMs < lastMs) series.read(file, session);
    const recorded = isWhole
      ? { ...known.recorded, code: file.code, notes: notesOf(file, session) }
      : summarizeRecorded({
          code: file.code,
          session,
          stored,
          series,
          notes: notesOf(file, session),
          events: readEvents(file, session),
        });
    this.#keep({ client: file.id, stored, recorded });
    return recorded;
  }

  /** When client files are locked, or a session is removed. */
  clear(): void {
    this.#kept = [];
  }

  #keep(one: Kept): void {
    const others = this.#kept.filter(
      ({ client, recorded }) => client !== one.client || recorded.session !== one.recorded.session,
    );
    this.#kept = [one, ...others].slice(0, MAX_KEPT);
  }
}

/** -1: there is none. */
function lastOf(file: ClientFile, session: number): number {
  const last = file.db
    .selectFrom('readings')
    .select(({ fn }) => fn.max<number | null>('at_ms').as('atMs'))
    .where('session', '=', session);
  return queryFirst(file, last)?.atMs ?? -1;
}
