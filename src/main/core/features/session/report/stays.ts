import type { SessionEvent } from '../../../../ipc/contract/session.ts';
import type { StepSummary } from '../../../../ipc/contract/session-report.ts';
import { isHabituated, summarizeRatings } from '../protocol/habituation.ts';
import { summarizeStretch } from './expression-shares.ts';
import type { SessionSeries } from './session-series.ts';

/** One stay at a step, and what was rated in it. */
interface Stay {
  step: number;
  title: string;
  fromMs: number;
  toMs: number;
  ratings: number[];
  /** The machine slept, or the session was cut off. */
  gapMs: number;
}

/** Each stay at a step, in order of time. @param events of the whole session, in order of time */
export function staysOf(events: readonly SessionEvent[], lengthMs: number): Stay[] {
  const stays: Stay[] = [];
  let now: Stay | undefined;
  for (const { atMs, what } of events) {
    if (what.kind === 'step') {
      if (now) now.toMs = atMs;
      const { step, title } = what;
      now = { step, title, fromMs: atMs, toMs: lengthMs, ratings: [], gapMs: 0 };
      stays.push(now);
    } else if (what.kind === 'suds') now?.ratings.push(what.value);
    else if (what.kind === 'slept' || what.kind === 'resumed') {
      if (now) now.gapMs += what.gapMs ?? 0;
    } else if (what.kind === 'ended' && now) now.toMs = atMs;
  }
  return stays;
}

/** As `staysOf`, with what was measured in each. */
export function summarizeStays(
  events: readonly SessionEvent[],
  lengthMs: number,
  series: SessionSeries,
): StepSummary[] {
  return staysOf(events, lengthMs).map(({ ratings, gapMs, ...stay }) => ({
    ...stay,
    suds: summarizeRatings(ratings),
    isHabituated: isHabituated(ratings),
    ...summarizeStretch(series, stay.fromMs, stay.toMs, gapMs),
  }));
}
