import type { AudienceSettings, Site } from '../../../../ipc/contract/audience.ts';
import type { AudienceToday } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { Period } from '../buckets/period.ts';
import { hasFewer, periodsEnding, waitingPeriod } from '../buckets/period-rows.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { isClosed, openPeriods } from './periods.ts';
import { seriesOf } from './series.ts';

/**
 * The day at a glance, over all cameras, each by the clock of its own site. It reports the periods that Insights reports, those that end
 * in the day: whole ones of at least k visits. So no two readings, nor a reading and an answer of Insights, differ by fewer
 * than k visits; the figure lags by the latest hours. A camera reports nothing until what it kept with a smaller k is merged.
 */
export function audienceToday(store: Store, settings: AudienceSettings, nowMs: number): AudienceToday {
  const { k, sites } = settings;
  const cameras = settings.cameras.map(({ id, site: siteId }) => {
    const site = sites.find((one) => one.id === siteId)!;
    const { day } = localTime(nowMs, site.timeZone);
    const isMerged = !hasFewer(store, id, k);
    const periods = isMerged
      ? [...periodsEnding(store, id, day), ...openPeriods(store, id, site, k, nowMs)].filter(
          ({ lastDay, visits }) => lastDay === day && visits > 0,
        )
      : [];
    const waiting = waitingPeriod(store, id);
    const isDone = isClosed(store, id, day);
    const hasFew = isDone && waiting?.lastDay === day && waiting.visits > 0;
    return { id, site, day, isMerged, periods, isDone, hasFew };
  });
  const byHour = new Map<string, number>();
  let visits = 0;
  for (const { periods, day, site } of cameras)
    for (const period of periods) {
      visits += period.visits;
      if (period.firstDay < day) continue;
      const hour = spanOf(period, site);
      byHour.set(hour, (byHour.get(hour) ?? 0) + period.visits);
    }
  return {
    visits: visits > 0 ? visits : null,
    passersBy:
      visits > 0 && cameras.every(({ isMerged }) => isMerged)
        ? passersByOf(store, settings, cameras, nowMs)
        : null,
    isOpen: cameras.some(({ isDone }) => !isDone),
    camerasOfFew: cameras.filter(({ hasFew }) => hasFew).length,
    hours: [...byHour].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hour, some]) => ({ hour, visits: some })),
  };
}

/** What Insights reports of the cameras that have the same day; null if nothing. */
function passersByOf(
  store: Store,
  settings: AudienceSettings,
  cameras: readonly { id: string; day: string }[],
  nowMs: number,
): number | null {
  return [...Map.groupBy(cameras, ({ day }) => day)]
    .map(([day, some]) => {
      const question = { cameras: some.map(({ id }) => id), from: day, to: day };
      return seriesOf(store, settings, { ...question, by: 'day' }, nowMs).passersBy;
    })
    .reduce((sum, count) => (count === null ? sum : (sum ?? 0) + count), null);
}

/** `09:00`, or `09:00–11:00` for more than an hour. */
function spanOf({ startMs, endMs }: Period, { timeZone }: Site): string {
  const [from, to] = [startMs, endMs].map((ms) => clockOf(localTime(ms, timeZone).minute));
  return endMs - startMs > 3600_000 ? `${from}–${to}` : from!;
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
