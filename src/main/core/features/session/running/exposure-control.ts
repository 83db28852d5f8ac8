import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/coded-error.ts';
import type {
  Ladder,
  SessionEvent,
  SessionPhase,
  SessionSettings,
  SessionState,
  Suggestion,
} from '../../../../ipc/contract/session.ts';
import type { ExposureState } from '../protocol/exposure.ts';
import { goToStep, passTime, rate, suggestionFor } from '../protocol/exposure.ts';
import type { SessionAct } from '../protocol/phases.ts';
import { checkAllowed, isAllowed } from '../protocol/phases.ts';
import { SudsDue } from './suds-due.ts';

type By = 'person' | 'vr';

export interface ExposureOptions {
  ladder: Ladder;
  settings: SessionSettings;
  /** Of a session that was cut off, or as a new one begins. */
  before: ExposureState;
  /** Ratings so far. */
  suds: SessionState['suds'];
  onEvent: (what: SessionEvent['what']) => SessionEvent;
}

/** The exposure of a session that is open: its phase, steps, ratings and suggestions. */
export class ExposureControl {
  readonly #options: ExposureOptions;
  readonly #due = new SudsDue();
  #state: ExposureState;
  #suds: SessionState['suds'];
  /** How many ratings there were when a suggestion was answered: with the next one another may come. */
  #answeredAfter = -1;
  settings: SessionSettings;

  constructor(options: ExposureOptions) {
    this.#options = options;
    this.#state = options.before;
    this.#suds = options.suds;
    this.settings = options.settings;
  }

  get state(): ExposureState {
    return this.#state;
  }

  shown(
    nowMs: number,
  ): Pick<
    SessionState,
    'phase' | 'exposureMs' | 'step' | 'stepMs' | 'suds' | 'sudsDueSinceMs' | 'suggestion'
  > {
    const { phase, exposureMs, step, stepMs } = this.#state;
    const sudsDueSinceMs = this.#due.sinceMs(this.#state, this.settings.sudsEveryS, nowMs);
    return {
      ...{ phase, exposureMs, step, stepMs },
      ...{ suds: this.#suds, sudsDueSinceMs, suggestion: this.#suggestion },
    };
  }

  /** @throws CodedRefusal `usage` if the phase does not allow it */
  check(act: SessionAct): void {
    checkAllowed(act, this.#state.phase);
  }

  pass(ms: number): void {
    this.#state = passTime(this.#state, ms);
  }

  /** @param what the event that it is noted by; null: by none of its own */
  enter(phase: SessionPhase, what: SessionEvent['what'] | null): void {
    this.#state = { ...this.#state, phase };
    if (what) this.#options.onEvent(what);
  }

  rate(value: number, by: By): void {
    const { atMs } = this.#options.onEvent({ kind: 'suds', value, by });
    this.#suds = [...this.#suds, { atMs, value }];
    this.#state = rate(this.#state, value);
  }

  /** @throws CodedRefusal `missing` if the ladder has no such step */
  goTo(step: number, by: By): { index: number; name: string } {
    const title = this.#options.ladder.steps[step]?.title;
    if (title === undefined) throw new CodedRefusal('missing', message('session.noStep'));
    this.#state = goToStep(this.#state, step);
    this.#options.onEvent({ kind: 'step', step, title, by });
    return { index: step, name: title };
  }

  /** Whether a VR program that is at a step takes the exposure there. */
  follows(step: number): boolean {
    return step < this.#options.ladder.steps.length && isAllowed('step', this.#state.phase);
  }

  /** @returns the step to go to; null: to stay. @throws CodedRefusal `missing` if there is no suggestion any more */
  answer(isAccepted: boolean): number | null {
    const suggestion = this.#suggestion;
    if (!suggestion) throw new CodedRefusal('missing', message('session.noSuggestion'));
    this.#answeredAfter = this.#suds.length;
    this.#options.onEvent({ kind: 'suggestion', suggestion, isAccepted });
    if (!isAccepted || suggestion.kind === 'hold') return null;
    return this.#state.step! + (suggestion.kind === 'up' ? 1 : -1);
  }

  get #suggestion(): Suggestion | null {
    if (!this.settings.suggests || this.#answeredAfter === this.#suds.length) return null;
    return suggestionFor(this.#state, this.#options.ladder.steps.length);
  }
}

/** A session that was cut off while the exposure ran is paused: a person continues. */
export function exposureAfterCut(before: ExposureState): ExposureState {
  const { phase, exposureMs, step, stepMs, suds, ratedMs } = before;
  return { phase: phase === 'running' ? 'paused' : phase, exposureMs, step, stepMs, suds, ratedMs };
}
