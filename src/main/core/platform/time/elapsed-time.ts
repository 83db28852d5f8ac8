import type { MachineClock } from './machine-clock.ts';

/** The uptime has a resolution of a second on some systems; below this difference the monotonic clock is used. */
const COARSE_MS = 2000;

/** Time that has passed, suspension of the machine included, whatever the wall clock is set to. */
export class ElapsedTime {
  readonly #machine: MachineClock;
  #monotonicMs: number;
  #uptimeMs: number;

  constructor(machine: MachineClock) {
    this.#machine = machine;
    this.#monotonicMs = machine.monotonicMs();
    this.#uptimeMs = machine.uptimeMs();
  }

  /** @returns milliseconds since the last call, 0 or more */
  next(): number {
    const [monotonicMs, uptimeMs] = [this.#machine.monotonicMs(), this.#machine.uptimeMs()];
    const awake = monotonicMs - this.#monotonicMs;
    const total = uptimeMs - this.#uptimeMs;
    [this.#monotonicMs, this.#uptimeMs] = [monotonicMs, uptimeMs];
    return Math.max(0, Math.abs(total - awake) > COARSE_MS ? total : awake);
  }
}
