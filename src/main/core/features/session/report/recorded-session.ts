import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { Consent } from '../../../../ipc/contract.ts';
import type { SessionEvent } from '../../../../ipc/contract/session.ts';
import type { SessionNote, SessionSummary, StepSummary } from '../../../../ipc/contract/session-report.ts';
import type { ExpressionShares } from '../../../../ipc/contract/session-report.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import { consentsOf } from '../clients/consents/consents.ts';
import type { StoredSession } from '../recording/stored-session.ts';
import { summarizeStretch } from './expression-shares.ts';
import type { SessionSeries } from './session-series.ts';
import { summarizeSession } from './session-summary.ts';
import { gapOf, summarizeStays } from './stays.ts';

/** All that is stored of one session, summed up. */
export interface RecordedSession {
  /** The client's code. */
  code: string;
  session: number;
  stored: StoredSession;
  summary: SessionSummary;
  events: SessionEvent[];
  notes: SessionNote[];
  steps: StepSummary[];
  series: SessionSeries;
  /** Null: under half of the time since the face was confirmed counts. */
  expression: ExpressionShares | null;
  talkingShare: number;
}

type Unsummarized = Omit<RecordedSession, 'summary' | 'steps' | 'expression' | 'talkingShare'>;

export function summarizeRecorded(given: Unsummarized): RecordedSession {
  const { session, stored, events, series } = given;
  const { nowMs, confirmedMs } = stored.state;
  const fromMs = confirmedMs ?? 0;
  const gapMs = events.reduce((sum, { atMs, what }) => sum + (atMs >= fromMs ? gapOf(what) : 0), 0);
  const { expression, talkingShare } = summarizeStretch(series, fromMs, nowMs, gapMs);
  return {
    ...given,
    expression,
    talkingShare,
    summary: summarizeSession(session, stored, events),
    steps: summarizeStays(events, nowMs, series),
  };
}

/** The consent under which a session was recorded. @throws CodedRefusal `corrupt` */
export function consentOfSession(file: ClientFile, { consent }: StoredSession): Consent {
  const found = consentsOf(file).find(({ id }) => id === consent);
  if (!found) throw new CodedRefusal('corrupt', message('clients.fileDamaged'));
  return found;
}
