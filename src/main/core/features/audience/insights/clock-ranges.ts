/** An hour of the clock of two days, at least one of which was open. */
export interface HourPair {
  isComparable: boolean;
  /** First and last hour of the clock of the periods that it is of, on either day. */
  first: number;
  last: number;
}

/** By hour of the clock. */
export type OpenPair = ReadonlyMap<number, HourPair>;

/** Hours of the clock; the end is not included. */
export type ClockRange = readonly [from: number, to: number];

/**
 * For each hour of a range, so many of its pairs may be left out for a period that reaches out of it. Those are the pairs
 * whose last hours in it were quiet, which matters the less the longer the range is.
 */
const MAX_REACHING = 0.06;

/**
 * Ranges of the clock over which days are compared, so that most hours are: a pair of days counts in a range where no period
 * of either day reaches out of it, since the hour of a period's visits is unknown.
 * Quiet hours are merged, busy ones are not, so whether a period reaches over an hour depends on its visits. Ranges are
 * the same for all pairs and both days of a pair: left out hour by hour, only the busier hours of one of them would be compared.
 */
export function clockRanges(pairs: readonly OpenPair[]): ClockRange[] {
  const best: { hours: number; ranges: ClockRange[] }[] = [{ hours: 0, ranges: [] }];
  for (let to = 1; to <= 24; to++) {
    let found = best[to - 1]!;
    for (let from = 0; from < to; from++) {
      const hours = best[from]!.hours + hoursHeld(pairs, [from, to]);
      if (hours > found.hours) found = { hours, ranges: [...best[from]!.ranges, [from, to]] };
    }
    best.push(found);
  }
  return best[24]!.ranges;
}

/** Over all pairs; 0 where too many have a period that reaches out. */
function hoursHeld(pairs: readonly OpenPair[], range: ClockRange): number {
  let [hours, fitting, held] = [0, 0, 0];
  for (const pair of pairs) {
    const here = hoursOf(pair, range);
    if (here.length === 0 || !here.every(({ isComparable }) => isComparable)) continue;
    fitting++;
    if (!containsRange(pair, range)) continue;
    held++;
    hours += here.length;
  }
  const perPair = hours / Math.max(1, held);
  return fitting - held <= MAX_REACHING * perPair * fitting ? hours : 0;
}

/** Whether all hours of a pair in a range are comparable and no period reaches out of it. */
export function containsRange(pair: OpenPair, range: ClockRange): boolean {
  const [from, to] = range;
  return hoursOf(pair, range).every(
    ({ isComparable, first, last }) => isComparable && first >= from && last < to,
  );
}

function hoursOf(pair: OpenPair, [from, to]: ClockRange): HourPair[] {
  const hours: HourPair[] = [];
  for (let hour = from; hour < to; hour++) {
    const here = pair.get(hour);
    if (here) hours.push(here);
  }
  return hours;
}
