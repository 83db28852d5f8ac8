import type { ExpressionShares } from '../../../../ipc/contract/session-report.ts';
import type { SessionSeries } from './session-series.ts';

/** No expression is reported for a stretch of which less counts. */
export const MIN_COUNTING_SHARE = 0.5;

/** The summary of a stretch of a session. */
export interface StretchSummary {
  usableShare: number;
  talkingShare: number;
  /** Null: too little of the stretch counts. */
  expression: ExpressionShares | null;
}

/**
 * @param fromMs the stretch, to `toMs`
 * @param gapMs of it: the machine slept, or the session was cut off
 */
export function summarizeStretch(
  series: SessionSeries,
  fromMs: number,
  toMs: number,
  gapMs: number,
): StretchSummary {
  const shown = series.bands.map(() => 0);
  let [usableMs, talkingMs, counting] = [0, 0, 0];
  for (let i = series.indexFrom(fromMs); i < series.count && series.atMs(i) < toMs; i++) {
    const use = series.use(i);
    if (use === 'none') continue;
    const ms = series.holdMs(i, toMs);
    if (use === 'talking') talkingMs += ms;
    else {
      usableMs += ms;
      counting++;
      const band = series.answer(i);
      if (band >= 0) shown[band]!++;
    }
  }
  const shareOf = (ms: number) => Math.min(1, ms / Math.max(1, toMs - fromMs - gapMs));
  const share = { usableShare: shareOf(usableMs + talkingMs), talkingShare: shareOf(talkingMs) };
  if (shareOf(usableMs) < MIN_COUNTING_SHARE) return { ...share, expression: null };
  const names = series.bands.map(({ key }, band) => [key, shown[band]! / counting] as const);
  return { ...share, expression: Object.fromEntries(names.filter(([, value]) => value > 0)) };
}
