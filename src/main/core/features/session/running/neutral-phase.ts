import type { NeutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import { MIN_NEUTRAL_READINGS, neutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import type { Card } from '../../../../../artifact/card.ts';
import type { NeutralState } from '../../../../ipc/contract/session.ts';

const NEEDED_MS = 30_000;
/** A longer time between two readings counts as this. */
const MOST_GAP_MS = 500;

/** The client's neutral face, read for thirty seconds that can be used. */
export class NeutralPhase {
  readonly #card: Card;
  #state: NeutralState['state'];
  #probs: Float32Array[] = [];
  #usableMs = 0;
  #lastMs: number | null = null;

  /** @param isDone whether a session that was cut off had one */
  constructor(card: Card, isDone: boolean) {
    this.#card = card;
    this.#state = isDone ? 'done' : 'none';
  }

  get state(): NeutralState {
    return { state: this.#state, usableS: this.#usableMs / 1000, neededS: NEEDED_MS / 1000 };
  }

  begin(): void {
    this.#state = 'measuring';
    [this.#probs, this.#usableMs, this.#lastMs] = [[], 0, null];
  }

  /** What was measured so far is dropped; predictions are not re-centered. */
  cancel(): void {
    this.begin();
    this.#state = 'none';
  }

  /**
   * @param raw of a usable moment without talking
   * @returns the center once there is enough; null before
   */
  add(raw: Float32Array, atMs: number): NeutralCenter | null {
    if (this.#state !== 'measuring') return null;
    this.#probs.push(raw);
    if (this.#lastMs !== null) this.#usableMs += Math.min(MOST_GAP_MS, Math.max(0, atMs - this.#lastMs));
    this.#lastMs = atMs;
    if (this.#usableMs < NEEDED_MS || this.#probs.length < MIN_NEUTRAL_READINGS) return null;
    const center = neutralCenter(this.#probs, this.#card);
    this.#probs = [];
    this.#state = 'done';
    return center;
  }
}
