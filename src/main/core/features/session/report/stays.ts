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
  /** As long as the exposure ran, as it was shown in the session: without pauses, stops, sleep and cuts. */
  lengthMs: number;
  ratings: number[];
  /** The machine slept, or the session was cut off. */
  gapMs: number;
}

/** Whether the exposure runs from an event on. After sleep and a cut a person continues. */
const RUNS: ReadonlyMap<SessionEvent['what']['kind'], boolean> = new Map([
  ...(['started', 'continued'] as const).map((kind) => [kind, true] as const),
  ...(['paused', 'stop', 'slept', 'resumed', 'ended'] as const).map((kind) => [kind, false] as const),
]);

/** For how long nothing was measured before an event: the machine slept, or the session was cut off. */
export const gapOf = (what: SessionEvent['what']): number =>
  what.kind === 'slept' || what.kind === 'resumed' ? (what.gapMs ?? 0) : 0;

/** Each stay at a step, in order of time. @param events of the whole session, in order of time */
export function staysOf(events: readonly SessionEvent[], lengthMs: number): Stay[] {
  const stays: Stay[] = [];
  let now: Stay | undefined;
  /** Since when the exposure has run; null: it does not. */
  let runsSinceMs: number | null = null;
  const run = (untilMs: number, goesOn: boolean) => {
    if (now && runsSinceMs !== null) now.lengthMs += Math.max(0, untilMs - runsSinceMs);
    runsSinceMs = goesOn ? untilMs : null;
  };
  for (const { atMs, what } of events) {
    const gapMs = gapOf(what);
    if (RUNS.has(what.kind)) run(atMs - gapMs, RUNS.get(what.kind)!);
    if (what.kind === 'step') {
      if (now) now.toMs = atMs;
      run(atMs, runsSinceMs !== null);
      const { step, title } = what;
      now = { step, title, fromMs: atMs, toMs: lengthMs, lengthMs: 0, ratings: [], gapMs: 0 };
      stays.push(now);
    } else if (what.kind === 'suds') now?.ratings.push(what.value);
    else if (what.kind === 'ended' && now) now.toMs = atMs;
    if (now) now.gapMs += gapMs;
  }
  run(lengthMs, false);
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
