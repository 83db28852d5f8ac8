import type { Site } from '../../../../ipc/contract/audience.ts';
import { accounted, observedShare, type Period } from '../buckets/period.ts';
import { HOUR_MS, hourEnd, hourStart, localTime, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { openSpans } from '../time/opening-hours.ts';
import type { TimeSpan } from '../time/time-spans.ts';
import { type CameraPeriods, ENOUGH_OBSERVED } from './periods.ts';

/** One hour of a site's clock at one camera. */
export interface HourSlice extends ClockHour {
  camera: string;
  /** A fraction where the period has more hours. */
  visits: number;
  /** Of opening hours; as its visits, a share of the period's. */
  seconds: number;
  observedSeconds: number;
  /** Observed too little; of a period of more hours, that this one may have been. */
  isFlagged: boolean;
  /** Places of the first and last hour of its period, over which visits are spread evenly. */
  firstPlace: number;
  lastPlace: number;
  /** Its period spans days: it is no figure of this one. */
  isOfDays: boolean;
}

export interface ClockHour {
  /** Where it stands in the local calendar, whatever the zone; an hour that the clocks repeat comes right after the first. */
  place: number;
  startMs: number;
  endMs: number;
  day: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 0 … 23, by the clock. */
  hour: number;
}

/** The opening hours of periods, as they were when those were counted. @param clock one for all that is sliced */
export function slicesOf(cameras: readonly CameraPeriods[], clock = hourClock()): HourSlice[] {
  return cameras.flatMap(({ camera, site, periods }) =>
    periods.flatMap((period) => {
      const hours = hoursIn(period, site, clock);
      const open = hours.reduce((sum, { openMs }) => sum + openMs, 0);
      const isFlagged = observedShare(period) < ENOUGH_OBSERVED || mayMissHour(period, hours);
      const [firstPlace, lastPlace] = [hours[0]!.hour.place, hours.at(-1)!.hour.place];
      return hours.map(({ hour, openMs }) => ({
        ...hour,
        camera: camera.id,
        visits: (period.visits * openMs) / open,
        seconds: (accounted(period.seconds) * openMs) / open,
        observedSeconds: (period.seconds.observed * openMs) / open,
        isFlagged,
        firstPlace,
        lastPlace,
        isOfDays: period.firstDay !== period.lastDay,
      }));
    }),
  );
}

interface OpenHour {
  hour: ClockHour;
  /** How much of it the site was open; more than 0. */
  openMs: number;
}

/** Of merged hours only the sum is known: where as much is missing as an hour has, none of them is known to be observed. */
function mayMissHour({ seconds }: Period, hours: readonly OpenHour[]): boolean {
  const longest = Math.max(...hours.map(({ openMs }) => openMs));
  return hours.length > 1 && accounted(seconds) - seconds.observed >= longest / 1000;
}

/** At least one: no visit is lost. */
function hoursIn(period: Period, site: Site, clock: HourClock): OpenHour[] {
  const hours: OpenHour[] = [];
  for (const [fromMs, toMs] of openingOf(period, site))
    for (let at = fromMs; at < toMs;) {
      const hour = clock(at, period.timeZone);
      const end = Math.min(toMs, hour.endMs);
      const last = hours.at(-1);
      if (last?.hour === hour) last.openMs += end - at;
      else hours.push({ hour, openMs: end - at });
      at = end;
    }
  return hours;
}

/** By the hours of today where those of then are not known; all of its time where it has none. */
function openingOf({ startMs, endMs, timeZone, opening }: Period, site: Site): readonly TimeSpan[] {
  const spans = opening ?? openSpans({ timeZone, opening: site.opening }, startMs, endMs);
  // Counts that came late may have a moment alone.
  return spans.length > 0 ? spans : [[startMs, Math.max(endMs, startMs + 1)]];
}

export type HourClock = (ms: number, timeZone: string) => ClockHour;

/** What the clock reads, looked up once for all periods and cameras. */
export function hourClock(): HourClock {
  const zones = new Map<string, Map<number, ClockHour>>();
  return (ms, timeZone) => {
    const hours = zones.get(timeZone) ?? new Map<number, ClockHour>();
    zones.set(timeZone, hours);
    const startMs = hourStart(ms, timeZone);
    const before = hours.get(startMs);
    if (before) return before;
    const { day, weekday, minute, offsetMinutes } = localTime(startMs, timeZone);
    const number = Math.floor((startMs + offsetMinutes * MINUTE_MS) / HOUR_MS);
    const earlier = localTime(startMs - HOUR_MS, timeZone);
    const isRepeated = earlier.day === day && Math.floor(earlier.minute / 60) === Math.floor(minute / 60);
    const hour = {
      startMs,
      endMs: hourEnd(startMs, timeZone),
      day,
      weekday,
      place: number + (isRepeated ? 0.5 : 0),
      hour: Math.floor(minute / 60),
    };
    hours.set(startMs, hour);
    return hour;
  };
}
