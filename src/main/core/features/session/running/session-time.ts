import type { MachineClock } from '../../../platform/time/machine-clock.ts';
import { SessionClock } from '../protocol/session-clock.ts';

interface Listeners {
  /** The wall clock was set. */
  onClockChanged: (byMs: number) => void;
  onSlept: (sleptMs: number) => void;
  onPassed: (passedMs: number, nowMs: number) => void;
}

/** Time of an open session, since it began. What the clock saw since it was read before is reported first. */
export class SessionTime {
  readonly #clock: SessionClock;
  readonly #listeners: Listeners;
  #lastMs: number;

  constructor(machine: MachineClock, startMs: number, listeners: Listeners) {
    this.#clock = new SessionClock(machine, startMs);
    this.#listeners = listeners;
    this.#lastMs = startMs;
  }

  /** As it was read last. */
  get lastMs(): number {
    return this.#lastMs;
  }

  now(): number {
    const { nowMs, sleptMs, changedByMs } = this.#clock.tick();
    const passedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    if (changedByMs !== 0) this.#listeners.onClockChanged(changedByMs);
    if (sleptMs > 0) this.#listeners.onSlept(sleptMs);
    else this.#listeners.onPassed(passedMs, nowMs);
    return nowMs;
  }

  wallMs(): number {
    return this.#clock.wallMs();
  }
}
