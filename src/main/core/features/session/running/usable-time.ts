import type { StoredState } from '../recording/stored-state.ts';

type Record = Pick<StoredState, 'confirmedMs' | 'measuredMs' | 'usableMs'>;

/** Which share of the time since the face was confirmed can be used; sleep and cuts are no part of it. */
export class UsableTime {
  #record: Record;

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
    return measuredMs === 0 ? null : usableMs / measuredMs;
  }

  begin(nowMs: number): void {
    if (!this.hasBegun) this.#record = { ...this.#record, confirmedMs: nowMs };
  }

  pass(ms: number, isUsable: boolean): void {
    const { confirmedMs, measuredMs, usableMs } = this.#record;
    if (confirmedMs === null) return;
    this.#record = { confirmedMs, measuredMs: measuredMs + ms, usableMs: usableMs + (isUsable ? ms : 0) };
  }
}
