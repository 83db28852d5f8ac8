import type { NeutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import { MIN_NEUTRAL_READINGS, neutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import type { Card } from '../../../../../artifact/card.ts';
import type { NeutralState } from '../../../../ipc/contract/session.ts';

const NEEDED_MS = 30_000;
/** A longer time between two readings counts as this. */
const MAX_GAP_MS = 500;

/**
 * The client's neutral face, read for thirty seconds that can be used. An unfinished phase ends with the face that it reads
 * and with the rest before the exposure. A finished one stands for one client: it is kept over a loss, since a person
 * confirms that the client is back, and it is dropped where a person reports that the face was another one, until the exposure
 * has continued with it.
 */
export class NeutralPhase {
  readonly #card: Card;
  #isMeasuring = false;
  #center: NeutralCenter | null;
  /** The exposure has continued with the center: it is the client's. */
  #isSettled: boolean;
  /** With the usable time up to each. */
  #readings: { probs: Float32Array; atMs: number; usableMs: number }[] = [];
  #usableMs = 0;
  #lastMs: number | null = null;

  /** @param center of a session that was cut off @param usableS over which it was measured */
  constructor(card: Card, center: NeutralCenter | null, usableS = 0) {
    this.#card = card;
    this.#center = center;
    this.#isSettled = center !== null;
    if (center !== null) this.#usableMs = usableS * 1000;
  }

  get state(): NeutralState {
    const done = this.#center === null ? 'none' : 'done';
    return {
      state: this.#isMeasuring ? 'measuring' : done,
      isLimited: this.#center !== null && this.#center.wanted > this.#center.shift,
      usableS: this.#usableMs / 1000,
      neededS: NEEDED_MS / 1000,
    };
  }

  /** Null: predictions are not re-centered. */
  get center(): NeutralCenter | null {
    return this.#center;
  }

  begin(): void {
    this.cancel();
    this.#isMeasuring = true;
  }

  /** What was measured is dropped. */
  cancel(): void {
    [this.#isMeasuring, this.#center, this.#isSettled] = [false, null, false];
    [this.#readings, this.#usableMs, this.#lastMs] = [[], 0, null];
  }

  /** The face is lost, or the client is not at rest any more. */
  interrupt(): void {
    if (this.#isMeasuring) this.cancel();
  }

  /** A person reports that the face was not the client's. */
  distrust(): void {
    if (!this.#isSettled) this.cancel();
  }

  /** The exposure goes on. */
  settle(): void {
    this.interrupt();
    this.#isSettled = this.#center !== null;
  }

  /** Moments since then were of talking, as it turned out. */
  dropSince(sinceMs: number): void {
    if (!this.#isMeasuring) return;
    this.#readings = this.#readings.filter(({ atMs }) => atMs < sinceMs);
    const last = this.#readings.at(-1);
    [this.#usableMs, this.#lastMs] = [last?.usableMs ?? 0, last?.atMs ?? null];
  }

  /**
   * @param raw of a usable moment without talking
   * @returns whether there is enough now
   */
  add(raw: Float32Array, atMs: number): boolean {
    if (!this.#isMeasuring) return false;
    if (this.#lastMs !== null) this.#usableMs += Math.min(MAX_GAP_MS, Math.max(0, atMs - this.#lastMs));
    this.#lastMs = atMs;
    this.#readings.push({ probs: raw, atMs, usableMs: this.#usableMs });
    if (this.#usableMs < NEEDED_MS || this.#readings.length < MIN_NEUTRAL_READINGS) return false;
    this.#center = neutralCenter(
      this.#readings.map(({ probs }) => probs),
      this.#card,
    );
    this.#readings = [];
    this.#isMeasuring = false;
    return true;
  }
}
