import { weekdayOf } from '../../../platform/time/local-time.ts';
import { clockRanges, type HourPair, containsRange, type OpenPair } from './clock-ranges.ts';
import type { LocalHour } from './local-hours.ts';

/** Two days of one weekday, over the hours in which both were observed and that no period joins with others. */
export interface DayPair {
  before: number;
  after: number;
  hours: number;
}

export interface DayHours {
  day: string;
  /** By hour of the clock. */
  hours: Map<number, ComparedHour>;
}

interface ComparedHour {
  visits: number;
  /** Those that were counting, as one text. */
  cameras: string;
  isObserved: boolean;
  /** First and last hour of the clock of the periods that it is of. */
  first: number;
  last: number;
}

/** In the order of time. */
export function daysOf(localHours: readonly LocalHour[]): DayHours[] {
  const days = [...Map.groupBy(localHours, ({ day }) => day)];
  return days.map(([day, ofDay]) => {
    const hours = new Map<number, ComparedHour>();
    for (const [hour, some] of Map.groupBy(ofDay, (one) => one.hour))
      hours.set(hour, {
        // An hour that the clocks repeat counts once, by its mean.
        visits: some.reduce((sum, { visits }) => sum + visits, 0) / some.length,
        cameras: some[0]!.cameras.join(' '),
        isObserved: some.every(({ unobserved }) => unobserved.length === 0),
        first: Math.min(...some.map(({ place, firstPlace }) => hour - hoursBetween(firstPlace, place))),
        last: Math.max(...some.map(({ place, lastPlace }) => hour + hoursBetween(place, lastPlace))),
      });
    return { day, hours };
  });
}

function hoursBetween(place: number, later: number): number {
  return Math.floor(later) - Math.floor(place);
}

/** The nth day of a weekday before with the nth after. */
export function paired(first: readonly DayHours[], second: readonly DayHours[]) {
  const pairs: DayPair[] = [];
  let [hoursLeftOut, hoursMerged, daysLeftOut, shareHours] = [0, 0, 0, false];
  const all: { a: DayHours['hours']; b: DayHours['hours']; open: OpenPair }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const [before, after] = [first, second].map((days) =>
      days.filter(({ day }) => weekdayOf(day) === weekday),
    );
    daysLeftOut += Math.abs(before!.length - after!.length);
    for (let i = 0; i < Math.min(before!.length, after!.length); i++) {
      const [a, b] = [before![i]!.hours, after![i]!.hours];
      all.push({ a, b, open: openPair(a, b) });
      shareHours ||= [...a.keys()].some((hour) => b.has(hour));
    }
  }
  const ranges = clockRanges(all.map(({ open }) => open));
  for (const { a, b, open } of all) {
    const used = ranges.filter((range) => containsRange(open, range));
    const hours = [...open.keys()].filter((hour) => used.some(([from, to]) => hour >= from && hour < to));
    const comparable = [...open.values()].filter(({ isComparable }) => isComparable).length;
    hoursLeftOut += open.size - comparable;
    hoursMerged += comparable - hours.length;
    if (hours.length === 0) daysLeftOut += 2;
    else
      pairs.push({
        before: hours.reduce((sum, hour) => sum + a.get(hour)!.visits, 0),
        after: hours.reduce((sum, hour) => sum + b.get(hour)!.visits, 0),
        hours: hours.length,
      });
  }
  return { pairs, hoursLeftOut, hoursMerged, daysLeftOut, shareHours };
}

/** Hours in which one of two days was open. */
function openPair(a: DayHours['hours'], b: DayHours['hours']): OpenPair {
  return new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((hour): [number, HourPair] => {
      const some = [a.get(hour), b.get(hour)].filter((one) => one !== undefined);
      return [
        hour,
        {
          isComparable: areComparable(a.get(hour), b.get(hour)),
          first: Math.min(...some.map((one) => one.first)),
          last: Math.max(...some.map((one) => one.last)),
        },
      ];
    }),
  );
}

/** Both observed, by the same cameras: one whose site was closed in both is none of them. */
function areComparable(a?: ComparedHour, b?: ComparedHour): boolean {
  return a !== undefined && b !== undefined && a.isObserved && b.isObserved && a.cameras === b.cameras;
}
