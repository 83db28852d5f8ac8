import type { SessionEvent } from '../../../../ipc/contract/session.ts';
import type { SessionSummary } from '../../../../ipc/contract/session-report.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { isResumable } from '../recording/cut-off.ts';
import { summarizeRatings } from '../protocol/habituation.ts';
import type { StoredSession } from '../recording/stored-session.ts';
import { readEvents, readSession } from '../recording/stored-session.ts';

/** Kinds of events that a summary follows from: others, such as the heart rate, are many. */
export const SUMMARIZED = ['suds', 'step', 'stop'] as const;

/** A client's sessions, the latest first. */
export function listSessions(file: ClientFile): SessionSummary[] {
  const ids = queryAll(file, file.db.selectFrom('sessions').select('id').orderBy('id', 'desc'));
  return ids.map(({ id }) => summarizeSession(id, readSession(file, id), readEvents(file, id, SUMMARIZED)));
}

/** @param events of the kinds `SUMMARIZED` at least, in order of time */
export function summarizeSession(
  session: number,
  stored: StoredSession,
  events: readonly SessionEvent[],
): SessionSummary {
  const { startedAt, endedAt, ladder, state } = stored;
  const { nowMs, exposureMs, measuredMs, usableMs } = state;
  const steps = events.flatMap(({ what }) => (what.kind === 'step' ? [what.step] : []));
  return {
    session,
    startedAt,
    endedAt,
    ladder: ladder.title,
    lengthMs: nowMs,
    exposureMs,
    isResumable: isResumable(stored, Date.now()),
    highestStep: steps.length === 0 ? null : Math.max(...steps),
    suds: summarizeRatings(events.flatMap(({ what }) => (what.kind === 'suds' ? [what.value] : []))),
    stops: events.filter(({ what }) => what.kind === 'stop').length,
    usableShare: measuredMs === 0 ? null : usableMs / measuredMs,
  };
}
