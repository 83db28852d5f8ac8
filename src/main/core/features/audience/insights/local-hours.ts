import type { ClockHour, HourSlice } from './hour-slices.ts';

/** One hour of the calendar over cameras, each by the clock of its own site. */
export interface LocalHour extends ClockHour {
  visits: number;
  /** Of the opening hours of all cameras. */
  observedShare: number;
  /** Those that were counting; sorted. */
  cameras: string[];
  /** Those of them that were observed too little. */
  unobserved: string[];
  /** Cameras that observed and do not tell it; their time counts as not observed. */
  unreported: string[];
  /** Places of the first and last hour of the periods that it is of. */
  firstPlace: number;
  lastPlace: number;
  /** One of those has more hours, over which its visits are spread evenly. */
  isSpread: boolean;
}

/** In the order of the calendar. @param unreported slices whose counts are suppressed; hours without any shown count are left out */
export function localHours(shown: readonly HourSlice[], unreported: readonly HourSlice[] = []): LocalHour[] {
  const rest = Map.groupBy(unreported, ({ place }) => place);
  const hours = [...Map.groupBy(shown, ({ place }) => place)];
  return hours
    .map(([place, slices]) => together(slices, rest.get(place) ?? []))
    .sort((a, b) => a.place - b.place);
}

function together(slices: readonly HourSlice[], unreported: readonly HourSlice[]): LocalHour {
  const { place, day, weekday, hour } = slices[0]!;
  const ids = (some: readonly HourSlice[]) => [...new Set(some.map(({ camera }) => camera))].sort();
  const sum = (of: (slice: HourSlice) => number) => slices.reduce((total, slice) => total + of(slice), 0);
  const seconds = [...slices, ...unreported].reduce((total, slice) => total + slice.seconds, 0);
  const firstPlace = Math.min(...slices.map((slice) => slice.firstPlace));
  const lastPlace = Math.max(...slices.map((slice) => slice.lastPlace));
  return {
    place,
    day,
    weekday,
    hour,
    startMs: Math.min(...slices.map(({ startMs }) => startMs)),
    endMs: Math.max(...slices.map(({ endMs }) => endMs)),
    visits: sum(({ visits }) => visits),
    observedShare: seconds > 0 ? sum(({ observedSeconds }) => observedSeconds) / seconds : 0,
    cameras: ids(slices),
    unobserved: ids(slices.filter(({ isFlagged }) => isFlagged)),
    unreported: ids(unreported),
    firstPlace,
    lastPlace,
    isSpread: firstPlace < lastPlace,
  };
}

/** Cameras that were not observed in hours in which others were. */
export function missing(hours: readonly LocalHour[]): string[] {
  const some = hours.filter(({ cameras, unobserved }) => unobserved.length < cameras.length);
  return [...new Set(some.flatMap(({ unobserved }) => unobserved))].sort();
}
