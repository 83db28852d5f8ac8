import type { Suggestion } from '../../../../ipc/contract/session.ts';
import { isHabituated, summarizeRatings } from './habituation.ts';

/** All that a suggestion may follow from. The expression is no part of it. */
export interface SuggestionBasis {
  /** Of this stay at the step, in order of time. */
  readonly suds: readonly number[];
  /** How long the stay is by now, without pauses. */
  readonly stepMs: number;
  /** For how long every rating has been high; 0 where the last is not. */
  readonly highMs: number;
  readonly step: number;
  readonly steps: number;
}

const MINUTE_MS = 60_000;
/** Nothing is suggested before. */
const SHORTEST_STAY_MS = 2 * MINUTE_MS;
/** Ratings that are high for so long suggest an easier step. */
export const HIGH_SUDS = 80;
const HIGH_FOR_MS = 5 * MINUTE_MS;
/** Ratings of a stay that have to be high. */
const HIGH_RATINGS = 3;

/** @returns null where nothing is suggested: a stay that is short, or with fewer than two ratings */
export function suggest({ suds, stepMs, highMs, step, steps }: SuggestionBasis): Suggestion | null {
  const summary = summarizeRatings(suds);
  if (!summary || suds.length < 2 || stepMs < SHORTEST_STAY_MS) return null;
  const minutes = Math.floor(stepMs / MINUTE_MS);
  const { peak: from, last: to } = summary;
  if (isHabituated(suds) ?? true)
    return { kind: step + 1 < steps ? 'up' : 'hold', reason: { code: 'fallen', from, to, minutes } };
  const latest = suds.slice(-HIGH_RATINGS);
  const isHigh = latest.length === HIGH_RATINGS && latest.every((value) => value >= HIGH_SUDS);
  if (isHigh && highMs >= HIGH_FOR_MS)
    return {
      kind: step > 0 ? 'down' : 'hold',
      reason: { code: 'high', value: Math.min(...latest), minutes: Math.floor(highMs / MINUTE_MS) },
    };
  return { kind: 'hold', reason: { code: 'not-fallen', from, to, minutes } };
}
