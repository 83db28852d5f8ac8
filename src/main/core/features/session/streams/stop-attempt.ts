import { randomUUID } from 'node:crypto';

import type { StopMessage, StopReason } from './stream-message.ts';
import type { Receiver } from './transport.ts';

/** How often a stop is repeated. */
const REPEAT_MS = 50;
/** Without an answer within this, the view warns the therapist to take the headset off. */
const UNCONFIRMED_MS = 250;

/** `sent`: not answered yet. `unconfirmed`: not answered in time, and still repeated. `ended`: by a person, before an answer. */
export type StopState = 'sent' | 'acknowledged' | 'unconfirmed' | 'ended';

export interface StopHooks {
  send: (message: StopMessage) => void;
  /** The scenes that have to answer. */
  scenes: () => Receiver[];
}

/**
 * An emergency stop: sent at once, repeated until every scene has acknowledged it. A scene that lost its connection still
 * has to answer, for its headset may show anything; without any scene nothing is ever confirmed.
 */
export class StopAttempt {
  readonly message: StopMessage;
  readonly #hooks: StopHooks;
  readonly #startedMs = performance.now();
  readonly #answered = new Set<number>();
  /** Cannot be reached any more. */
  readonly #unreachable: Receiver[] = [];
  readonly #listeners = new Set<(state: StopState) => void>();
  readonly #repeat: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  #state: StopState = 'sent';
  #answeredMs: number | null = null;

  constructor(reason: StopReason, hooks: StopHooks) {
    this.message = { type: 'stop', id: randomUUID(), reason };
    this.#hooks = hooks;
    hooks.send(this.message);
    this.#repeat = setInterval(() => hooks.send(this.message), REPEAT_MS);
    this.#deadline = setTimeout(() => this.#become('unconfirmed'), UNCONFIRMED_MS);
  }

  get state(): StopState {
    return this.#state;
  }

  /** From the stop to the answer of the last scene; null while that is missing. */
  get answeredAfterMs(): number | null {
    return this.#answeredMs;
  }

  /** Scenes that have not acknowledged. */
  missing(): Receiver[] {
    return [...this.#hooks.scenes(), ...this.#unreachable].filter(({ id }) => !this.#answered.has(id));
  }

  /** @returns a function that ends the listening */
  onChange(listener: (state: StopState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An answer, also to one of its repetitions. */
  acknowledge(from: Receiver, id: string): void {
    if (id !== this.message.id || from.role !== 'scene') return;
    this.#answered.add(from.id);
    this.checkScenes();
  }

  /** Scenes that a person cut off, by a change of the settings: what they show is not known, so they stay unanswered. */
  cutOff(scenes: readonly Receiver[]): void {
    this.#unreachable.push(...scenes);
  }

  /** A scene closed its connection: whether all others have answered is checked anew. */
  checkScenes(): void {
    if (this.#state === 'ended' || this.#state === 'acknowledged') return;
    if (this.#answered.size === 0 || this.missing().length > 0) return;
    this.#answeredMs = performance.now() - this.#startedMs;
    this.#become('acknowledged');
  }

  /** Repeats no more. A person has seen to the client. */
  end(): void {
    if (this.#state === 'acknowledged' || this.#state === 'ended') return;
    this.#become('ended');
  }

  #become(state: StopState): void {
    this.#state = state;
    if (state !== 'unconfirmed') clearInterval(this.#repeat);
    clearTimeout(this.#deadline);
    for (const listener of this.#listeners) listener(state);
  }
}
