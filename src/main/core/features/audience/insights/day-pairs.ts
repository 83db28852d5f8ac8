import { weekdayOf } from '../../../platform/time/local-time.ts';
import type { LocalHour } from './local-hours.ts';

/** Two days of one weekday, over the hours in which both were observed. */
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
      });
    return { day, hours };
  });
}

/** The nth day of a weekday before with the nth after. */
export function paired(first: readonly DayHours[], second: readonly DayHours[]) {
  const pairs: DayPair[] = [];
  let [hoursLeftOut, daysLeftOut, shareHours] = [0, 0, false];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const [before, after] = [first, second].map((days) =>
      days.filter(({ day }) => weekdayOf(day) === weekday),
    );
    daysLeftOut += Math.abs(before!.length - after!.length);
    for (let i = 0; i < Math.min(before!.length, after!.length); i++) {
      const [a, b] = [before![i]!.hours, after![i]!.hours];
      const hours = [...a.keys()].filter((hour) => areComparable(a.get(hour), b.get(hour)));
      shareHours ||= [...a.keys()].some((hour) => b.has(hour));
      hoursLeftOut += new Set([...a.keys(), ...b.keys()]).size - hours.length;
      if (hours.length === 0) daysLeftOut += 2;
      else
        pairs.push({
          before: hours.reduce((sum, hour) => sum + a.get(hour)!.visits, 0),
          after: hours.reduce((sum, hour) => sum + b.get(hour)!.visits, 0),
          hours: hours.length,
        });
    }
  }
  return { pairs, hoursLeftOut, daysLeftOut, shareHours };
}

/** Both observed, by the same cameras: one whose site was closed in both is none of them. */
function areComparable(a?: ComparedHour, b?: ComparedHour): boolean {
  return a !== undefined && b !== undefined && a.isObserved && b.isObserved && a.cameras === b.cameras;
}
