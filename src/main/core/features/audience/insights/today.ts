import type { AudienceSettings, Site } from '../../../../ipc/contract/audience.ts';
import type { AudienceToday } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { Period } from '../buckets/period.ts';
import { hasFewer, keptPeriods } from '../buckets/period-rows.ts';
import { countsOfDay } from '../buckets/write-counts.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { openPeriods } from './periods.ts';

/**
 * The day at a glance, over all cameras, each by the clock of its own site. Hours of a camera are told once what it kept
 * with a smaller k is merged.
 */
export function audienceToday(
  store: Store,
  { cameras, sites, k }: AudienceSettings,
  nowMs: number,
): AudienceToday {
  let [visits, passersBy] = [0, 0];
  const byHour = new Map<string, number>();
  for (const { id, site: siteId } of cameras) {
    const site = sites.find((one) => one.id === siteId)!;
    const { day } = localTime(nowMs, site.timeZone);
    const closed = keptPeriods(store, id, day, day, false);
    const open = countsOfDay(store, id, day);
    const sum = (of: 'visits' | 'passersBy') =>
      closed.reduce((total, period) => total + period[of], open[of]);
    visits += sum('visits');
    passersBy += sum('passersBy');
    if (hasFewer(store, id, k)) continue;
    const told = [...closed, ...openPeriods(store, id, site, k, nowMs)].filter(
      ({ firstDay, visits: some }) => firstDay === day && some > 0,
    );
    for (const period of told) {
      const hour = spanOf(period, site);
      byHour.set(hour, (byHour.get(hour) ?? 0) + period.visits);
    }
  }
  const shown = (n: number) => (n >= k ? n : null);
  const inInsights = [...byHour.values()].reduce((sum, some) => sum + some, 0);
  return {
    ...{ visits: shown(visits), inInsights, passersBy: shown(passersBy) },
    hours: [...byHour].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hour, some]) => ({ hour, visits: some })),
  };
}

/** `09:00`, or `09:00–11:00` for more than an hour. */
function spanOf({ startMs, endMs }: Period, { timeZone }: Site): string {
  const [from, to] = [startMs, endMs].map((ms) => clockOf(localTime(ms, timeZone).minute));
  return endMs - startMs > 3600_000 ? `${from}–${to}` : from!;
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
