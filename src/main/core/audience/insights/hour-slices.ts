import { observedShare } from '../buckets/period.ts';
import { HOUR_MS, hourStart, localTime } from '../time/local-time.ts';
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

/** The opening hours of periods that lie within one day. Those that span days say nothing of hours. */
export function slicesOf({ camera, site, periods }: CameraPeriods): HourSlice[] {
  return periods
    .filter(({ firstDay, lastDay }) => firstDay === lastDay)
    .flatMap((period) => {
      const hours = hoursBetween(period.startMs, period.endMs, site.timeZone)
        .map(([startMs, endMs]) => ({ startMs, endMs, open: openSeconds(site, startMs, endMs) }))
        .filter(({ open }) => open > 0);
      const open = hours.reduce((sum, hour) => sum + hour.open, 0);
      const share = observedShare(period);
      return hours.map((hour) => {
        const { day, weekday, minute } = localTime(hour.startMs, site.timeZone);
        return {
          ...{ camera: camera.id, startMs: hour.startMs, endMs: hour.endMs, day, weekday },
          hour: Math.floor(minute / 60),
          visits: (period.visits * hour.open) / open,
          observedShare: share,
          isFlagged: share < ENOUGH_OBSERVED,
          isSpread: hours.length > 1,
        };
      });
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
