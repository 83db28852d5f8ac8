import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type {
  Ladder,
  SessionEvent,
  SessionPhase,
  SessionSettings,
  SessionState,
  Suggestion,
} from '../../../../ipc/contract/session.ts';
import type { ExposureState } from '../protocol/exposure.ts';
import { goToStep, advanceTime, rate, suggestionFor } from '../protocol/exposure.ts';
import type { SessionAct } from '../protocol/phases.ts';
import { checkAllowed, isAllowed } from '../protocol/phases.ts';
import { SudsDue } from './suds-due.ts';

type By = 'person' | 'vr';

export interface ExposureOptions {
  ladder: Ladder;
  settings: SessionSettings;
  /** Of a session that was cut off, or as a new one begins. */
  before: ExposureState;
  lastSuds: SessionState['lastSuds'];
  onEvent: (what: SessionEvent['what']) => SessionEvent;
}

/** The exposure of a session that is open: its phase, steps, ratings and suggestions. */
export class ExposureControl {
  readonly #options: ExposureOptions;
  readonly #due = new SudsDue();
  #state: ExposureState;
  #lastSuds: SessionState['lastSuds'];
  /** A suggestion was answered: with the next rating another may come. */
  #isAnswered = false;
  settings: SessionSettings;

  constructor(options: ExposureOptions) {
    this.#options = options;
    this.#state = options.before;
    this.#lastSuds = options.lastSuds;
    this.settings = options.settings;
  }

  get state(): ExposureState {
    return this.#state;
  }

  shown(
    nowMs: number,
  ): Pick<
    SessionState,
    'phase' | 'exposureMs' | 'step' | 'stepMs' | 'lastSuds' | 'sudsDueSinceMs' | 'suggestion'
  > {
    const { phase, exposureMs, step, stepMs } = this.#state;
    const sudsDueSinceMs = this.#due.sinceMs(this.#state, this.settings.sudsEveryS, nowMs);
    return {
      phase,
      exposureMs,
      step,
      stepMs,
      lastSuds: this.#lastSuds,
      sudsDueSinceMs,
      suggestion: this.#suggestion,
    };
  }

  /** @throws CodedRefusal `usage` if the phase does not allow it */
  check(act: SessionAct): void {
    checkAllowed(act, this.#state.phase);
  }

  pass(ms: number): void {
    this.#state = advanceTime(this.#state, ms);
  }

  /** @param what the event that it is noted by; null: by none of its own */
  enter(phase: SessionPhase, what: SessionEvent['what'] | null): void {
    this.#state = { ...this.#state, phase };
    if (what) this.#options.onEvent(what);
  }

  /** @param leftOut how many others it stands for */
  rate(value: number, by: By, leftOut = 0): void {
    const { atMs } = this.#options.onEvent({ kind: 'suds', value, by, ...(leftOut > 0 ? { leftOut } : {}) });
    this.#lastSuds = { atMs, value };
    this.#isAnswered = false;
    this.#state = rate(this.#state, value);
  }

  /** @throws CodedRefusal `missing` if the ladder has no such step */
  goTo(step: number, by: By): void {
    const title = this.#options.ladder.steps[step]?.title;
    if (title === undefined) throw new CodedRefusal('missing', message('session.noStep'));
    // Where it is already, the stay goes on: its time and its ratings are kept.
    if (step === this.#state.step) return this.noteStep(step, by);
    this.#state = goToStep(this.#state, step);
    this.#options.onEvent({ kind: 'step', step, title, by });
  }

  /** A step that changes nothing is on the timeline as a marker: its title, or its number where the ladder has none. */
  noteStep(step: number, by: By): void {
    const title = this.#options.ladder.steps[step]?.title;
    this.#options.onEvent({ kind: 'marker', label: title ?? `${step + 1}`, by });
  }

  /** As it is sent to a VR program; null before the exposure has begun. */
  get step(): { index: number; name: string } | null {
    const { step: index } = this.#state;
    return index === null ? null : { index, name: this.#options.ladder.steps[index]!.title };
  }

  /** Whether a VR program that is at a step takes the exposure there. */
  follows(step: number): boolean {
    return step < this.#options.ladder.steps.length && isAllowed('step', this.#state.phase);
  }

  /** @returns the step to go to; null: to stay. @throws CodedRefusal `missing` if there is no suggestion any more */
  answer(isAccepted: boolean): number | null {
    const suggestion = this.#suggestion;
    if (!suggestion) throw new CodedRefusal('missing', message('session.noSuggestion'));
    this.#isAnswered = true;
    this.#options.onEvent({ kind: 'suggestion', suggestion, isAccepted });
    if (!isAccepted || suggestion.kind === 'hold') return null;
    return this.#state.step! + (suggestion.kind === 'up' ? 1 : -1);
  }

  get #suggestion(): Suggestion | null {
    if (!this.settings.suggests || this.#isAnswered) return null;
    return suggestionFor(this.#state, this.#options.ladder.steps.length);
  }
}

/** A session that was cut off while the exposure ran is paused: a person continues. */
export function exposureAfterCut(before: ExposureState): ExposureState {
  const { phase, exposureMs, step, stepMs, suds, ratedMs, highSinceMs } = before;
  const now = phase === 'running' ? 'paused' : phase;
  return { phase: now, exposureMs, step, stepMs, suds, ratedMs, highSinceMs };
}
