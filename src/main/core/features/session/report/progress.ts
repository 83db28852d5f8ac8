import type { Progress } from '../../../../ipc/contract/session-report.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { summarizeRatings } from '../protocol/habituation.ts';
import { readEvents, readSession } from '../recording/stored-session.ts';
import { SUMMARIZED, summarizeSession } from './session-summary.ts';
import { staysOf } from './stays.ts';

/** A client's sessions side by side, the earliest first. Steps are distinguished by their titles: ladders are changed between sessions. */
export function progressOf(file: ClientFile): Progress {
  const ids = queryAll(file, file.db.selectFrom('sessions').select('id').orderBy('id'));
  const sessions = ids.map(({ id }) => {
    const [stored, events] = [readSession(file, id), readEvents(file, id, SUMMARIZED)];
    const stays = staysOf(events, stored.state.nowMs);
    return { stored, stays, summary: summarizeSession(id, stored, events) };
  });
  // The latest ladder first: its order is the one that is gone by now.
  const titles = new Set(
    sessions
      .toReversed()
      .flatMap(({ stored, stays }) => [
        ...stored.ladder.steps.map(({ title }) => title),
        ...stays.map(({ title }) => title),
      ]),
  );
  const rated = sessions.flatMap(({ summary: { session }, stays }) =>
    stays.flatMap(({ title, ratings }) => {
      const summary = summarizeRatings(ratings);
      return summary ? [{ title, stay: { session, ...summary } }] : [];
    }),
  );
  const steps = [...titles].map((title) => ({
    title,
    stays: rated.flatMap((one) => (one.title === title ? [one.stay] : [])),
  }));
  return {
    sessions: sessions.map(({ summary }) => summary),
    steps: steps.filter(({ stays }) => stays.length > 0),
  };
}
