import type { Site } from '../../../../ipc/contract/audience.ts';
import { observedShare, type Period } from '../buckets/period.ts';
import { HOUR_MS, hourStart, localTime } from '../../../platform/time/local-time.ts';
import { openSeconds } from '../time/opening-hours.ts';
import { type CameraPeriods, ENOUGH_OBSERVED } from './periods.ts';

/** One hour of a site's clock at one camera. */
export interface HourSlice {
  camera: string;
  startMs: number;
  endMs: number;
  day: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 0 … 23, by the clock. */
  hour: number;
  /** A fraction where the period has more hours. */
  visits: number;
  observedShare: number;
  isFlagged: boolean;
  /** Its period has more hours, over which its visits are spread evenly. */
  isSpread: boolean;
}

/**
 * The opening hours of periods that lie within one day. Those that span days say nothing of hours. Cameras of one site share
 * their hours: what the clock reads is computed once for all of them.
 */
export function slicesOf(cameras: readonly CameraPeriods[]): HourSlice[] {
  const known = new Map<Site, Map<number, { endMs: number; hours: OpenHour[] }>>();
  const hoursIn = (site: Site, { startMs, endMs }: Period) => {
    const ofSite = known.get(site) ?? new Map<number, { endMs: number; hours: OpenHour[] }>();
    known.set(site, ofSite);
    const before = ofSite.get(startMs);
    if (before?.endMs === endMs) return before.hours;
    const hours = openHours(site, startMs, endMs);
    ofSite.set(startMs, { endMs, hours });
    return hours;
  };
  return cameras.flatMap(({ camera, site, periods }) =>
    periods
      .filter(({ firstDay, lastDay }) => firstDay === lastDay)
      .flatMap((period) => {
        const hours = hoursIn(site, period);
        const open = hours.reduce((sum, hour) => sum + hour.open, 0);
        const share = observedShare(period);
        return hours.map(({ startMs, endMs, day, weekday, hour, open: seconds }) => ({
          ...{ camera: camera.id, startMs, endMs, day, weekday, hour },
          visits: (period.visits * seconds) / open,
          observedShare: share,
          isFlagged: share < ENOUGH_OBSERVED,
          isSpread: hours.length > 1,
        }));
      }),
  );
}

type OpenHour = Pick<HourSlice, 'startMs' | 'endMs' | 'day' | 'weekday' | 'hour'> & {
  /** Seconds of it in which the site is open; more than 0. */
  open: number;
};

function openHours(site: Site, fromMs: number, toMs: number): OpenHour[] {
  return hoursBetween(fromMs, toMs, site.timeZone).flatMap(([startMs, endMs]) => {
    const open = openSeconds(site, startMs, endMs);
    if (open === 0) return [];
    const { day, weekday, minute } = localTime(startMs, site.timeZone);
    return [{ startMs, endMs, day, weekday, hour: Math.floor(minute / 60), open }];
  });
}

function hoursBetween(startMs: number, endMs: number, timeZone: string): [start: number, end: number][] {
  const hours: [number, number][] = [];
  for (let at = startMs; at < endMs;) {
    // The clocks may cut an hour short.
    const next = Math.min(endMs, at + HOUR_MS);
    const cut = hourStart(next - 1, timeZone);
    const end = cut > at ? cut : next;
    hours.push([at, end]);
    at = end;
  }
  return hours;
}
