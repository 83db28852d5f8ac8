import type { ClockDoubt } from '../../../../ipc/contract/audience.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { ElapsedTime } from './elapsed-time.ts';
import type { MachineClock } from './machine-clock.ts';

/** What is stored of the clock between two starts. */
export interface ClockRecord {
  /** Newest time that was not in doubt. */
  lastMs: number;
  /** How long the clock has been steady, over all starts. */
  steadyMs: number;
  doubt: ClockDoubt | null;
}

/** `returned`: a clock in doubt agrees again with the time before; `steady`: it was accepted after a day. */
export type ClockEvent = ClockDoubt['kind'] | 'returned' | 'steady' | 'confirmed';

/** Smaller corrections, such as those of a time server, are followed at once. */
const JUMP_MS = MINUTE_MS;
/** After a start: this far before the newest stored time, or this far after it, the clock is in doubt. */
const BEHIND_MS = 5 * MINUTE_MS;
const AHEAD_MS = 72 * HOUR_MS;
/** Of uptime, before a clock in doubt is accepted. */
export const STEADY_MS = 24 * HOUR_MS;
/** No clock that is right reads less: this code is younger. */
const EARLIEST_MS = Date.UTC(2026, 0, 1);

/**
 * The time by which faces are counted: the wall clock at the start plus the time that has passed. A wall clock that jumps
 * is followed once it has been steady for a day of uptime, or a person confirms it (docs/adr/0064-monotonic-clock-for-counting.md).
 */
export class CountingClock {
  readonly #machine: MachineClock;
  readonly #elapsed: ElapsedTime;
  #nowMs: number;
  #lastMs: number;
  #steadyMs: number;
  #doubt: ClockDoubt | null;
  /** Told when the clock comes into doubt and when it is accepted. */
  onEvent: ((event: ClockEvent, byMs: number) => void) | null = null;

  /** @param record what the last start stored; null at the first one */
  constructor(machine: MachineClock, record: ClockRecord | null) {
    this.#machine = machine;
    this.#elapsed = new ElapsedTime(machine);
    this.#nowMs = machine.wallMs();
    this.#lastMs = record?.lastMs ?? this.#nowMs;
    const gapMs = this.#gapMs(this.#nowMs);
    const before = record?.doubt ?? null;
    if (isOdd(gapMs)) {
      this.#doubt = this.#newDoubt('start', gapMs);
      const isSame = before?.kind === 'start' && Math.abs(gapMs - before.byMs) <= AHEAD_MS;
      this.#steadyMs = isSame ? record!.steadyMs : 0;
    } else {
      // Whether a jump before this start was taken back cannot be seen: the doubt remains.
      this.#doubt = before?.kind === 'jump' ? { ...before, kind: 'start' } : null;
      this.#steadyMs = record && gapMs <= STEADY_MS ? record.steadyMs : 0;
    }
  }

  /** Unix time in milliseconds. */
  nowMs(): number {
    const passedMs = this.#elapsed.next();
    this.#nowMs += passedMs;
    const offMs = this.#machine.wallMs() - this.#nowMs;
    if (this.#doubt?.kind === 'jump' && Math.abs(offMs) > JUMP_MS) this.#stayInDoubt(offMs, passedMs);
    else if (Math.abs(offMs) > JUMP_MS) this.#jump(offMs);
    else this.#follow(offMs, passedMs);
    return this.#nowMs;
  }

  get doubt(): ClockDoubt | null {
    return this.#doubt;
  }

  /** Whether days may be closed by this clock. */
  get mayClose(): boolean {
    return this.#doubt === null;
  }

  /** Whether old counts may be deleted by this clock: what is deleted does not come back. */
  get mayDelete(): boolean {
    return this.#doubt === null && this.#steadyMs >= STEADY_MS;
  }

  /** A person says that the machine's clock is right. */
  confirm(): void {
    this.nowMs();
    if (this.#doubt) this.#accept('confirmed');
  }

  record(): ClockRecord {
    // By a clock that was in doubt from the start no later one is judged.
    if (this.#doubt?.kind !== 'start') this.#lastMs = this.#nowMs;
    return { lastMs: this.#lastMs, steadyMs: this.#steadyMs, doubt: this.#doubt };
  }

  #gapMs(wallMs: number): number {
    return wallMs < EARLIEST_MS
      ? Math.min(wallMs - this.#lastMs, wallMs - EARLIEST_MS)
      : wallMs - this.#lastMs;
  }

  #newDoubt(kind: ClockDoubt['kind'], byMs: number): ClockDoubt {
    return { kind, byMs, at: new Date(this.#nowMs).toISOString() };
  }

  #jump(offMs: number): void {
    const gapMs = this.#gapMs(this.#nowMs + offMs);
    const isUnknown = this.#doubt?.kind === 'start';
    if (isUnknown && !isOdd(gapMs)) return this.#accept('returned');
    // A time that was in doubt from the start is no better than the new one.
    if (isUnknown) this.#nowMs += offMs;
    this.#doubt = isUnknown ? this.#newDoubt('start', gapMs) : this.#newDoubt('jump', offMs);
    this.#steadyMs = 0;
    this.onEvent?.(this.#doubt.kind, this.#doubt.byMs);
  }

  #stayInDoubt(offMs: number, passedMs: number): void {
    if (Math.abs(offMs - this.#doubt!.byMs) > JUMP_MS) return this.#jump(offMs);
    this.#steadyMs += passedMs;
    if (this.#steadyMs >= STEADY_MS) this.#accept('steady');
  }

  #follow(offMs: number, passedMs: number): void {
    this.#nowMs += offMs;
    if (this.#doubt?.kind === 'jump') return this.#accept('returned');
    this.#steadyMs += passedMs;
    if (this.#doubt && this.#steadyMs >= STEADY_MS) this.#accept('steady');
  }

  #accept(how: 'returned' | 'steady' | 'confirmed'): void {
    const { byMs } = this.#doubt!;
    this.#doubt = null;
    this.#nowMs = this.#machine.wallMs();
    this.#steadyMs = how === 'returned' ? 0 : STEADY_MS;
    this.onEvent?.(how, byMs);
  }
}

function isOdd(gapMs: number): boolean {
  return gapMs < -BEHIND_MS || gapMs > AHEAD_MS;
}
