import type { SessionPhase, Suggestion } from '../../../../ipc/contract/session.ts';
import { nextSudsMs } from './suds.ts';
import { HIGH_SUDS, suggest } from './suggest.ts';

/** How an exposure stands. Times are in milliseconds without pauses. */
export interface ExposureState {
  phase: SessionPhase;
  exposureMs: number;
  /** Index of the step; null before the exposure has begun. */
  step: number | null;
  stepMs: number;
  /** Ratings of this stay at the step, in order of time. */
  suds: number[];
  /** When the last rating was given, on the clock of the exposure. */
  ratedMs: number | null;
  /** Since when every rating of this stay has been high, on the clock of the exposure; null: the last is not. */
  highSinceMs: number | null;
}

export const BEFORE_EXPOSURE: ExposureState = {
  phase: 'calibrating',
  exposureMs: 0,
  step: null,
  stepMs: 0,
  suds: [],
  ratedMs: null,
  highSinceMs: null,
};

/** Time passes; it counts while the exposure runs. */
export function advanceTime(state: ExposureState, ms: number): ExposureState {
  if (state.phase !== 'running') return state;
  return { ...state, exposureMs: state.exposureMs + ms, stepMs: state.stepMs + ms };
}

export function goToStep(state: ExposureState, step: number): ExposureState {
  return { ...state, step, stepMs: 0, suds: [], highSinceMs: null };
}

export function rate(state: ExposureState, value: number): ExposureState {
  if (state.step === null) return state; // Before the exposure it belongs to no step.
  const { exposureMs, highSinceMs } = state;
  const isHigh = value >= HIGH_SUDS;
  return {
    ...state,
    suds: [...state.suds, value],
    ratedMs: exposureMs,
    highSinceMs: isHigh ? (highSinceMs ?? exposureMs) : null,
  };
}

/** For how long a rating has been due, on the clock of the exposure; null: none is. */
export function sudsDueMs(state: ExposureState, everySeconds: number | null): number | null {
  if (state.phase !== 'running') return null;
  const stepBeganMs = state.exposureMs - state.stepMs;
  const lastRatedMs = state.suds.length > 0 ? state.ratedMs : null;
  const dueMs = nextSudsMs({ stepBeganMs, lastRatedMs }, everySeconds);
  return dueMs === null || dueMs > state.exposureMs ? null : state.exposureMs - dueMs;
}

/** @param steps of the ladder */
export function suggestionFor(state: ExposureState, steps: number): Suggestion | null {
  const { phase, suds, step, stepMs, exposureMs, highSinceMs } = state;
  const highMs = highSinceMs === null ? 0 : exposureMs - highSinceMs;
  return phase === 'running' && step !== null ? suggest({ suds, stepMs, highMs, step, steps }) : null;
}
