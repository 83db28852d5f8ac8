import type { AgeCell, GenderCell } from '../../../../ipc/contract/audience.ts';
import { type TimeSpan, union } from '../time/time-spans.ts';

/** Counts of a stretch of time at one camera: an hour of the site's clock, or several that were merged. */
export interface Period {
  startMs: number;
  endMs: number;
  /** Of the site's calendar. */
  firstDay: string;
  lastDay: string;
  timeZone: string;
  /** When the site was open in it, as its hours were when it was counted; null where that was not kept. */
  opening: readonly TimeSpan[] | null;
  /** Hashes of the models that read. */
  models: readonly string[];
  /** Of opening hours; the camera gave no picture in what is `absent`. */
  seconds: Seconds;
  visits: number;
  passersBy: number;
  masked: number;
  headsets: number;
  cells: readonly Cell[];
  dwells: readonly DwellCount[];
}

export interface Seconds {
  observed: number;
  dark: number;
  blocked: number;
  absent: number;
}

export interface Cell {
  age: AgeCell;
  gender: GenderCell;
  visits: number;
}

export interface DwellCount {
  /** Empty: in view of the camera. */
  zone: string;
  bin: number;
  visits: number;
}

/** Two stretches as one, with all that lies between them. */
export function joined(a: Period, b: Period): Period {
  return {
    startMs: Math.min(a.startMs, b.startMs),
    endMs: Math.max(a.endMs, b.endMs),
    firstDay: a.firstDay < b.firstDay ? a.firstDay : b.firstDay,
    lastDay: a.lastDay > b.lastDay ? a.lastDay : b.lastDay,
    timeZone: a.endMs > b.endMs ? a.timeZone : b.timeZone,
    opening: a.opening && b.opening && union([...a.opening, ...b.opening]),
    models: a.models === b.models ? a.models : [...new Set([...a.models, ...b.models])],
    seconds: {
      observed: a.seconds.observed + b.seconds.observed,
      dark: a.seconds.dark + b.seconds.dark,
      blocked: a.seconds.blocked + b.seconds.blocked,
      absent: a.seconds.absent + b.seconds.absent,
    },
    visits: a.visits + b.visits,
    passersBy: a.passersBy + b.passersBy,
    masked: a.masked + b.masked,
    headsets: a.headsets + b.headsets,
    ...summedCounts([...a.cells, ...b.cells], [...a.dwells, ...b.dwells]),
  };
}

/** Each cell and each bin once. */
export function summedCounts(
  cells: readonly Cell[],
  dwells: readonly DwellCount[],
): Pick<Period, 'cells' | 'dwells'> {
  return {
    cells: summed(cells, ({ age, gender }) => `${age} ${gender}`),
    dwells: summed(dwells, ({ zone, bin }) => `${bin} ${zone}`),
  };
}

/** 0 … 1 of the opening hours; 0 where there were none. */
export function observedShare({ seconds }: Pick<Period, 'seconds'>): number {
  const all = accounted(seconds);
  return all > 0 ? seconds.observed / all : 0;
}

/** The seconds of opening hours. */
export function accounted({ observed, dark, blocked, absent }: Seconds): number {
  return observed + dark + blocked + absent;
}

function summed<T extends { visits: number }>(counts: readonly T[], keyOf: (count: T) => string): T[] {
  if (counts.length < 2) return [...counts];
  const sums = new Map<string, T>();
  for (const count of counts) {
    const key = keyOf(count);
    const before = sums.get(key);
    sums.set(key, before ? { ...before, visits: before.visits + count.visits } : count);
  }
  return [...sums.values()];
}
