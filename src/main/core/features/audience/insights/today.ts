import type { AudienceSettings, Site } from '../../../../ipc/contract/audience.ts';
import type { AudienceToday } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { Period } from '../buckets/period.ts';
import { mergeUntil } from '../buckets/merge.ts';
import { hoursOfOpenDay } from '../buckets/open-hours.ts';
import { hasFewer, keptPeriods, periodsEnding, waitingPeriod } from '../buckets/period-rows.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { isClosed, openPeriods } from './periods.ts';

/**
 * The day at a glance, over all cameras, each by the clock of its own site. Its figures are those that closing leaves: the
 * periods that end in the day, with the few that waited for it, and without a camera of fewer than k; another figure would
 * change when the day is closed, and tell those few by the difference. Hours of a camera are told once what it kept with a
 * smaller k is merged.
 */
export function audienceToday(
  store: Store,
  { cameras, sites, k }: AudienceSettings,
  nowMs: number,
): AudienceToday {
  let [visits, passersBy, camerasOfFew] = [0, 0, 0];
  const byHour = new Map<string, number>();
  for (const { id, site: siteId } of cameras) {
    const site = sites.find((one) => one.id === siteId)!;
    const { day } = localTime(nowMs, site.timeZone);
    const { kept, few } = whenClosed(store, id, site, day, k);
    visits += sum(kept, 'visits');
    passersBy += sum([...kept, ...few], 'passersBy');
    if (sum(few, 'visits') > 0) camerasOfFew++;
    if (hasFewer(store, id, k)) continue;
    const told = [
      ...keptPeriods(store, id, day, day, false),
      ...openPeriods(store, id, site, k, nowMs),
    ].filter(({ firstDay, visits: some }) => firstDay === day && some > 0);
    for (const period of told) {
      const hour = spanOf(period, site);
      byHour.set(hour, (byHour.get(hour) ?? 0) + period.visits);
    }
  }
  const shown = (n: number) => (n >= k ? n : null);
  const inInsights = [...byHour.values()].reduce((sum, some) => sum + some, 0);
  return {
    ...{ visits: shown(visits), inInsights, passersBy: shown(passersBy), camerasOfFew },
    hours: [...byHour].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hour, some]) => ({ hour, visits: some })),
  };
}

/** What closing leaves of a day at one camera: periods that end in it, and those of fewer than k that wait for the next. */
function whenClosed(
  store: Store,
  camera: string,
  site: Site,
  day: string,
  k: number,
): { kept: Period[]; few: Period[] } {
  const waiting = waitingPeriod(store, camera);
  const isDone = isClosed(store, camera, day);
  const hours = hoursOfOpenDay(store, camera, site, day);
  // What comes late for a closed day is merged without those that wait.
  const { kept, rest } = mergeUntil(waiting && !isDone ? [waiting, ...hours] : hours, k);
  const all = [...periodsEnding(store, camera, day), ...kept];
  const few = [...(rest ? [rest] : []), ...(waiting && isDone ? [waiting] : [])];
  const endsNow = ({ lastDay }: Period) => lastDay === day;
  return { kept: all.filter(endsNow), few: few.filter(endsNow) };
}

function sum(periods: readonly Period[], of: 'visits' | 'passersBy'): number {
  return periods.reduce((total, period) => total + period[of], 0);
}

/** `09:00`, or `09:00–11:00` for more than an hour. */
function spanOf({ startMs, endMs }: Period, { timeZone }: Site): string {
  const [from, to] = [startMs, endMs].map((ms) => clockOf(localTime(ms, timeZone).minute));
  return endMs - startMs > 3600_000 ? `${from}–${to}` : from!;
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
