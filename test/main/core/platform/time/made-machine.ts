import type { MachineClock } from '../../../../../src/main/core/platform/time/machine-clock.ts';

/** A machine whose clocks a test moves. */
export class MadeMachine implements MachineClock {
  #wallMs: number;
  #monotonicMs = 0;
  #uptimeMs = 0;

  constructor(wallMs: number) {
    this.#wallMs = wallMs;
  }

  wallMs(): number {
    return this.#wallMs;
  }
  monotonicMs(): number {
    return this.#monotonicMs;
  }
  uptimeMs(): number {
    return this.#uptimeMs;
  }

  /** @param slewMs what a time server takes off or adds meanwhile */
  pass(ms: number, slewMs = 0): void {
    this.#wallMs += ms + slewMs;
    this.#monotonicMs += ms;
    this.#uptimeMs += ms;
  }

  /** As on Linux: the monotonic clock stands still. */
  suspend(ms: number): void {
    this.#wallMs += ms;
    this.#uptimeMs += ms;
  }

  set(byMs: number): void {
    this.#wallMs += byMs;
  }
}
