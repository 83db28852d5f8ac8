import type { ClockHour, HourSlice } from './hour-slices.ts';

/** One hour of the calendar over cameras, each by the clock of its own site. */
export interface LocalHour extends ClockHour {
  visits: number;
  /** Of all cameras, the lowest. */
  observedShare: number;
  /** Those that were counting; sorted. */
  cameras: string[];
  /** Those of them that were observed too little. */
  unobserved: string[];
  isSpread: boolean;
}

/** In the order of the calendar. */
export function localHours(slices: readonly HourSlice[]): LocalHour[] {
  const hours = [...Map.groupBy(slices, ({ place }) => place).values()];
  return hours.map(together).sort((a, b) => a.place - b.place);
}

function together(slices: readonly HourSlice[]): LocalHour {
  const { place, day, weekday, hour } = slices[0]!;
  const ids = (some: readonly HourSlice[]) => [...new Set(some.map(({ camera }) => camera))].sort();
  return {
    ...{ place, day, weekday, hour },
    startMs: Math.min(...slices.map(({ startMs }) => startMs)),
    endMs: Math.max(...slices.map(({ endMs }) => endMs)),
    visits: slices.reduce((sum, { visits }) => sum + visits, 0),
    observedShare: Math.min(...slices.map(({ observedShare }) => observedShare)),
    cameras: ids(slices),
    unobserved: ids(slices.filter(({ isFlagged }) => isFlagged)),
    isSpread: slices.some(({ isSpread }) => isSpread),
  };
}
