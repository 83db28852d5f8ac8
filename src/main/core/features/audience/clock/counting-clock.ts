import type { ClockAnomaly } from '../../../../ipc/contract/audience.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { ElapsedTime } from '../../../platform/time/elapsed-time.ts';
import type { MachineClock } from '../../../platform/time/machine-clock.ts';

/** What is stored of the clock between two starts. */
export interface ClockRecord {
  /** Newest time that was not in doubt. */
  lastMs: number;
  /** What the machine's clock read last, in doubt or not. */
  readMs: number;
  /** How long the clock has to be steady yet, of uptime over all starts, before anything is deleted. */
  owedMs: number;
  doubt: ClockAnomaly | null;
}

/** `returned`: a clock in doubt agrees again with the time before; `steady`: it was so for as long as it had to be. */
export type ClockEvent = ClockAnomaly['kind'] | 'returned' | 'steady' | 'confirmed';

/** Smaller corrections, such as those of a time server, are followed at once. */
const JUMP_MS = MINUTE_MS;
/** After a start: this far before the newest stored time, or this far after it, the clock is in doubt. */
const BEHIND_MS = 5 * MINUTE_MS;
const AHEAD_MS = 72 * HOUR_MS;
/** Of uptime, before a clock that jumped is accepted. */
export const STEADY_MS = 24 * HOUR_MS;
/** After a gap, an hour of uptime for each day of it. */
const UPTIME_OF_GAP = 1 / 24;
/** Uptime that gaps without doubt ask for at most. */
export const SHORT_WAIT_MS = AHEAD_MS * UPTIME_OF_GAP;
/** No clock that is right reads less: this code is younger. */
const EARLIEST_MS = Date.UTC(2026, 0, 1);

/**
 * The time by which faces are counted: the wall clock at the start plus the time that has passed. A wall clock that jumps
 * is followed once it has been steady for a day of uptime, one in doubt after a long gap for less, or a person confirms it
 * (docs/adr/0064-monotonic-clock-for-counting.md).
 */
export class CountingClock {
  readonly #machine: MachineClock;
  readonly #elapsed: ElapsedTime;
  #nowMs: number;
  #lastMs: number;
  #owedMs: number;
  #doubt: ClockAnomaly | null;
  /** Called when the clock comes into doubt and when it is accepted. */
  onEvent: ((event: ClockEvent, byMs: number) => void) | null = null;

  /** @param record what the last start stored; null at the first one */
  constructor(machine: MachineClock, record: ClockRecord | null) {
    this.#machine = machine;
    this.#elapsed = new ElapsedTime(machine);
    this.#nowMs = machine.wallMs();
    this.#lastMs = record?.lastMs ?? this.#nowMs;
    const gapMs = this.#gapMs(this.#nowMs);
    const before = record?.doubt ?? null;
    const goesOn = record !== null && before !== null && agrees(this.#nowMs - record.readMs, before);
    if (isOdd(gapMs)) {
      this.#doubt = this.#newDoubt('start', gapMs);
      this.#owedMs = goesOn ? record.owedMs : uptimeFor(gapMs);
    } else if (goesOn && before.kind === 'jump') {
      // Whether the jump was taken back before this start cannot be seen.
      this.#doubt = { ...before, kind: 'start' };
      this.#owedMs = record.owedMs;
    } else {
      this.#doubt = null;
      this.#owedMs = owedAfter(record, gapMs);
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

  get doubt(): ClockAnomaly | null {
    return this.#doubt;
  }

  /** Whether days may be closed by this clock. */
  get mayClose(): boolean {
    return this.#doubt === null;
  }

  /** Whether old counts may be deleted by this clock: what is deleted does not come back. */
  get mayDelete(): boolean {
    return this.#doubt === null && this.#owedMs === 0;
  }

  /** Of uptime, until a clock in doubt is accepted and old counts may be deleted. */
  get owedMs(): number {
    return this.#owedMs;
  }

  /** A person confirms that the machine's clock is right. */
  confirm(): void {
    this.nowMs();
    if (!this.mayDelete) this.#accept('confirmed');
  }

  record(): ClockRecord {
    // By a clock that was in doubt from the start no later one is judged.
    if (this.#doubt?.kind !== 'start') this.#lastMs = this.#nowMs;
    return {
      lastMs: this.#lastMs,
      readMs: this.#machine.wallMs(),
      owedMs: this.#owedMs,
      doubt: this.#doubt,
    };
  }

  #gapMs(wallMs: number): number {
    return wallMs < EARLIEST_MS
      ? Math.min(wallMs - this.#lastMs, wallMs - EARLIEST_MS)
      : wallMs - this.#lastMs;
  }

  #newDoubt(kind: ClockAnomaly['kind'], byMs: number): ClockAnomaly {
    return { kind, byMs, at: new Date(this.#nowMs).toISOString() };
  }

  #jump(offMs: number): void {
    const gapMs = this.#gapMs(this.#nowMs + offMs);
    const isUnknown = this.#doubt?.kind === 'start';
    if (isUnknown && !isOdd(gapMs)) return this.#accept('returned');
    // A time that was in doubt from the start is no better than the new one.
    if (isUnknown) this.#nowMs += offMs;
    this.#doubt = isUnknown ? this.#newDoubt('start', gapMs) : this.#newDoubt('jump', offMs);
    this.#owedMs = STEADY_MS;
    this.onEvent?.(this.#doubt.kind, this.#doubt.byMs);
  }

  #stayInDoubt(offMs: number, passedMs: number): void {
    if (Math.abs(offMs - this.#doubt!.byMs) > JUMP_MS) return this.#jump(offMs);
    this.#pay(passedMs);
  }

  #follow(offMs: number, passedMs: number): void {
    this.#nowMs += offMs;
    if (this.#doubt?.kind === 'jump') return this.#accept('returned');
    this.#pay(passedMs);
  }

  #pay(passedMs: number): void {
    this.#owedMs = Math.max(0, this.#owedMs - passedMs);
    if (this.#doubt && this.#owedMs === 0) this.#accept('steady');
  }

  #accept(how: 'returned' | 'steady' | 'confirmed'): void {
    const doubt = this.#doubt;
    this.#doubt = null;
    this.#nowMs = this.#machine.wallMs();
    if (how !== 'returned') this.#owedMs = 0;
    else this.#owedMs = doubt?.kind === 'jump' ? STEADY_MS : uptimeFor(this.#gapMs(this.#nowMs));
    this.onEvent?.(how, doubt?.byMs ?? 0);
  }
}

function isOdd(gapMs: number): boolean {
  return gapMs < -BEHIND_MS || gapMs > AHEAD_MS;
}

/** Uptime that a gap before a start requires. */
function uptimeFor(gapMs: number): number {
  return gapMs < -BEHIND_MS ? STEADY_MS : Math.min(STEADY_MS, Math.max(0, gapMs) * UPTIME_OF_GAP);
}

/** Whether a start reads on from the time that is in doubt: it does not lie before, nor much longer after it than that was. */
function agrees(sinceMs: number, { byMs }: ClockAnomaly): boolean {
  return sinceMs >= -BEHIND_MS && sinceMs <= Math.max(0, byMs) + AHEAD_MS;
}

/** What a start without doubt requires: while something is owed, another such gap adds nothing. */
function owedAfter(record: ClockRecord | null, gapMs: number): number {
  if (!record || record.doubt?.kind === 'jump') return STEADY_MS;
  return record.doubt || record.owedMs === 0 ? uptimeFor(gapMs) : record.owedMs;
}
