import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { execute, transaction } from '../../../platform/store/sync.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { gapSince } from '../protocol/session-clock.ts';
import type { StoredSession } from './stored-session.ts';
import { readSession } from './stored-session.ts';
import { localTimeStamp } from './time-stamp.ts';

/** A session that was cut off earlier is over: it can only be ended. */
export const RESUMABLE_HOURS = 12;

type Cut = Pick<StoredSession, 'endedAt' | 'state'>;

export const isCutOff = ({ endedAt, state }: Cut): boolean => endedAt === null && state.phase !== 'ended';

/** @param wallMs of the machine, now */
export const isResumable = (stored: Cut, wallMs: number): boolean =>
  isCutOff(stored) && (gapSince(stored.state, wallMs) ?? 0) <= RESUMABLE_HOURS * 3_600_000;

/** Ends a session that was cut off at the moment up to which it is stored. @throws CodedRefusal `missing`; `usage` if it has ended */
export function endCutOff(file: Pick<ClientFile, 'db' | 'raw'>, session: number): void {
  const stored = readSession(file, session);
  if (stored.endedAt !== null) throw new CodedRefusal('usage', message('session.ended'));
  const { nowMs, wallMs } = stored.state;
  const state = JSON.stringify({ ...stored.state, phase: 'ended' });
  transaction(file, () => {
    execute(
      file,
      file.db
        .insertInto('events')
        .values({ session, at_ms: Math.round(nowMs), kind: 'ended', value: JSON.stringify({}) }),
    );
    execute(
      file,
      file.db
        .updateTable('sessions')
        .set({ ended_at: localTimeStamp(wallMs), state })
        .where('id', '=', session),
    );
  });
}
