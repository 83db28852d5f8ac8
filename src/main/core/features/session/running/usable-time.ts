import { readingHoldMs } from '../../../../../common/reading-hold.ts';
import type { StoredState } from '../recording/stored-state.ts';

type Record = Pick<StoredState, 'confirmedMs' | 'measuredMs' | 'usableMs'>;

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

  /** A reading; the one before counts for as long as it held. */
  add(atMs: number, isUsable: boolean): void {
    const heldMs = this.#last?.isUsable ? readingHoldMs(this.#last.atMs, atMs) : 0;
    this.#last = { atMs, isUsable };
    this.#record = { ...this.#record, usableMs: this.#record.usableMs + heldMs };
  }
}
