import { ElapsedTime } from '../../../platform/time/elapsed-time.ts';
import type { MachineClock } from '../../../platform/time/machine-clock.ts';

/** What the clock saw since it was read before. */
export interface ClockTick {
  /** Milliseconds since the session began. */
  nowMs: number;
  /** Nothing ran for so long: the machine slept, or the process stood still; 0: it did not. */
  sleptMs: number;
  /** The wall clock was set by so much; 0: it was not. */
  changedByMs: number;
}

/** The session reads the clock far more often: a longer time between two readings is sleep. */
const SLEEP_MS = 5000;
/** Smaller corrections, such as those of a time server, are no event. */
const CHANGE_MS = 5000;

/**
 * Time since a session began, by the monotonic clock and with the time that the machine slept; setting the wall clock
 * changes nothing (docs/adr/0098-clock-and-recording-of-a-session.md).
 */
export class SessionClock {
  readonly #machine: MachineClock;
  readonly #elapsed: ElapsedTime;
  #nowMs: number;
  /** Of the wall clock to the session's. */
  #offsetMs: number;

  /** @param startMs where a session that was cut off goes on */
  constructor(machine: MachineClock, startMs = 0) {
    this.#machine = machine;
    this.#elapsed = new ElapsedTime(machine);
    this.#nowMs = startMs;
    this.#offsetMs = machine.wallMs() - startMs;
  }

  tick(): ClockTick {
    const passedMs = this.#elapsed.next();
    this.#nowMs += passedMs;
    const wallMs = this.#machine.wallMs();
    const offsetMs = wallMs - this.#nowMs;
    const changedByMs = offsetMs - this.#offsetMs;
    this.#offsetMs = offsetMs;
    return {
      nowMs: this.#nowMs,
      sleptMs: passedMs >= SLEEP_MS ? passedMs : 0,
      changedByMs: Math.abs(changedByMs) >= CHANGE_MS ? changedByMs : 0,
    };
  }

  /** What the wall clock reads, to be stored beside the session's time: a resume has nothing else to tell the gap by. */
  wallMs(): number {
    return this.#machine.wallMs();
  }
}

/** Where the clock of a session that was cut off stood. */
export interface StoppedClock {
  nowMs: number;
  wallMs: number;
}

/**
 * How long a session was cut off, by the wall clock alone: no monotonic clock outlasts a restart of the machine. Null, not
 * known, where the wall clock was set back meanwhile.
 */
export const gapSince = ({ wallMs }: StoppedClock, nowWallMs: number): number | null =>
  nowWallMs < wallMs ? null : nowWallMs - wallMs;
