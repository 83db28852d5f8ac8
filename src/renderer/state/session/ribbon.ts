import { READING_HOLDS_MS, readingHoldMs } from '../../../common/reading-hold.ts';
import type { SessionReading, Timeline } from '../../../main/ipc/contract.ts';

/** A stretch of the ribbon. Shares are of its readings. */
export interface RibbonColumn {
  /** Milliseconds since the session began. */
  fromMs: number;
  toMs: number;
  /** Means of what could be used, by class or group; empty where nothing could. */
  values: Readonly<Record<string, number>>;
  usable: number;
  talking: number;
  unsure: number;
}

/** @param readings in the order of time */
export function columnsOfReadings(readings: readonly SessionReading[]): RibbonColumn[] {
  return readings.map((reading, i) => {
    const { atMs, isUsable, ribbon, answer } = reading;
    const isTalking = reading.talkingSinceMs !== null;
    return {
      fromMs: atMs,
      toMs: atMs + readingHoldMs(atMs, readings[i + 1]?.atMs),
      values: isUsable ? Object.fromEntries(ribbon.map(({ name, value }) => [name, value])) : {},
      usable: isUsable ? 1 : 0,
      talking: isTalking ? 1 : 0,
      unsure: isUsable && !isTalking && answer === null ? 1 : 0,
    };
  });
}

/**
 * Classes that the model's card cannot tell apart are added up to their group. Buckets may be shorter than the time between
 * readings: one without any belongs to the reading before it, as long as that one holds.
 */
export function columnsOfTimeline({
  labels,
  shownAs,
  buckets,
  bucketMs,
}: Pick<Timeline, 'labels' | 'shownAs' | 'buckets' | 'bucketMs'>): RibbonColumn[] {
  const filled = buckets.filter(({ readings }) => readings > 0);
  return filled.map(({ fromMs, readings, usable, talking, means }, i) => {
    const values: Record<string, number> = {};
    means.forEach((mean, k) => {
      const name = shownAs[labels[k]!];
      values[name] = (values[name] ?? 0) + mean;
    });
    const nextMs = filled[i + 1]?.fromMs ?? Infinity;
    const toMs = Math.min(nextMs, fromMs + Math.max(bucketMs, READING_HOLDS_MS));
    return {
      fromMs,
      toMs,
      values,
      unsure: 0,
      usable: (usable + talking) / readings,
      talking: talking / readings,
    };
  });
}

/** Adds up readings to one column. */
export class ColumnSum {
  readonly #fromMs: number;
  readonly #toMs: number;
  readonly #sums: Record<string, number> = {};
  #readings = 0;
  #usable = 0;
  #talking = 0;
  #unsure = 0;

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs;
    this.#toMs = toMs;
  }

  get toMs(): number {
    return this.#toMs;
  }

  add({ isUsable, talkingSinceMs, ribbon, answer }: SessionReading): void {
    this.#readings++;
    if (talkingSinceMs !== null) this.#talking++;
    if (!isUsable) return;
    this.#usable++;
    if (answer === null && talkingSinceMs === null) this.#unsure++;
    for (const { name, value } of ribbon) this.#sums[name] = (this.#sums[name] ?? 0) + value;
  }

  get column(): RibbonColumn {
    const share = (count: number) => count / Math.max(1, this.#readings);
    const values = Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#usable] as const);
    return {
      fromMs: this.#fromMs,
      toMs: this.#toMs,
      values: Object.fromEntries(values),
      usable: share(this.#usable),
      talking: share(this.#talking),
      unsure: share(this.#unsure),
    };
  }
}
