import type { SessionReading, Timeline } from '../../../main/ipc/contract.ts';
import type { RibbonColumn } from './ribbon.ts';
import { columnsOfReadings, columnsOfTimeline, ColumnSum } from './ribbon.ts';

/** Kept in full: the minute that is shown large, and a little more. */
const SPAN_MS = 62_000;
/** A column of the whole session. */
const COLUMN_MS = 2000;

/** What was measured in the session that is open: the last minute in full, all of it in columns. */
export class SessionHistory {
  #readings: SessionReading[] = [];
  #whole: RibbonColumn[] = [];
  #sum: ColumnSum | null = null;
  #length = $state(0);

  /** Grows with each reading. */
  get length(): number {
    return this.#length;
  }

  get last(): SessionReading | null {
    void this.#length;
    return this.#readings.at(-1) ?? null;
  }

  /** Of the last minute. */
  get minute(): RibbonColumn[] {
    void this.#length;
    return columnsOfReadings(this.#readings);
  }

  /** From the session's begin. */
  get whole(): RibbonColumn[] {
    void this.#length;
    return this.#sum ? [...this.#whole, this.#sum.column] : this.#whole;
  }

  add(reading: SessionReading): void {
    const last = this.#readings.at(-1);
    if (last && reading.atMs <= last.atMs) return; // It was read with those before it.
    this.#readings.push(reading);
    while (this.#readings[0]!.atMs < reading.atMs - SPAN_MS) this.#readings.shift();
    if (!this.#markTalking(reading.talkingSinceMs)) this.#sumUp(reading);
    this.#length++;
  }

  /** @param sinceMs of the newest reading @returns whether readings before it are of talking too: all since are added up anew */
  #markTalking(sinceMs: number | null): boolean {
    if (sinceMs === null) return false;
    const isUnmarked = ({ atMs, talkingSinceMs }: SessionReading) =>
      atMs >= sinceMs && talkingSinceMs === null;
    if (!this.#readings.some(isUnmarked)) return false;
    this.#readings = this.#readings.map((each) =>
      isUnmarked(each) ? { ...each, talkingSinceMs: sinceMs } : each,
    );
    const fromMs = Math.floor(sinceMs / COLUMN_MS) * COLUMN_MS;
    this.#whole = this.#whole.filter((column) => column.fromMs < fromMs);
    this.#sum = null;
    for (const each of this.#readings) if (each.atMs >= fromMs) this.#sumUp(each);
    return true;
  }

  #sumUp(reading: SessionReading): void {
    if (this.#sum && reading.atMs >= this.#sum.toMs) {
      this.#whole.push(this.#sum.column);
      this.#sum = null;
    }
    const fromMs = Math.floor(reading.atMs / COLUMN_MS) * COLUMN_MS;
    this.#sum ??= new ColumnSum(fromMs, fromMs + COLUMN_MS);
    this.#sum.add(reading);
  }

  /** Begins with what was measured before the page was there. */
  begin(timeline: Timeline | null, readings: readonly SessionReading[]): void {
    const fromMs = readings[0]?.atMs ?? Infinity;
    this.#whole = timeline ? columnsOfTimeline(timeline).filter(({ toMs }) => toMs <= fromMs) : [];
    this.#readings = [];
    this.#sum = null;
    this.#length++;
    for (const reading of readings) this.add(reading);
  }
}
