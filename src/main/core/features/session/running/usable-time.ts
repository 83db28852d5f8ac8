import type { StoredState } from '../recording/stored-state.ts';

type Record = Pick<StoredState, 'confirmedMs' | 'measuredMs' | 'usableMs'>;

/** After so long without a reading, the time since the one before does not count. */
const MOST_APART_MS = 1000;

/** Which share of the time since the face was confirmed can be used; sleep and cuts are no part of it. */
export class UsableTime {
  #record: Record;
  #last: { atMs: number; isUsable: boolean } | null = null;

  /** @param before of a session that was cut off */
  constructor({ confirmedMs, measuredMs, usableMs }: Record) {
    this.#record = { confirmedMs, measuredMs, usableMs };
  }

  get record(): Record {
    return this.#record;
  }

  get hasBegun(): boolean {
    return this.#record.confirmedMs !== null;
  }

  /** 0 to 1; null before. */
  get share(): number | null {
    const { measuredMs, usableMs } = this.#record;
    return measuredMs === 0 ? null : Math.min(1, usableMs / measuredMs);
  }

  begin(nowMs: number): void {
    if (!this.hasBegun) this.#record = { ...this.#record, confirmedMs: nowMs };
  }

  pass(ms: number): void {
    if (this.hasBegun) this.#record = { ...this.#record, measuredMs: this.#record.measuredMs + ms };
  }

  /** A reading; the time from the one before counts as that one did. */
  add(atMs: number, isUsable: boolean): void {
    const apartMs = this.#last?.isUsable ? atMs - this.#last.atMs : Infinity;
    this.#last = { atMs, isUsable };
    if (apartMs < MOST_APART_MS)
      this.#record = { ...this.#record, usableMs: this.#record.usableMs + apartMs };
  }
}
