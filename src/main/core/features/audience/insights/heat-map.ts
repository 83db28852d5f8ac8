import type { AudienceQuery, HeatMap } from '../../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { slicesOf } from './hour-slices.ts';
import { localHours, missing } from './local-hours.ts';
import { periodsOf } from './periods.ts';
import { neverObserved, unreportedDays, unreportedOf, unreportedSlices } from './unreported.ts';

/**
 * Visits an hour by weekday and hour of each site's clock, of hours that were observed enough; an hour that the clocks repeat
 * counts twice. Those of merged hours are spread evenly and marked. Of several cameras only hours in which all that were counting
 * were observed and are shown.
 * @throws DemifaceError as `periodsOf`
 */
export function heatMapOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuery,
  nowMs: number,
): HeatMap {
  const cameras = periodsOf(store, settings, question, nowMs);
  const unreported = unreportedOf(store, question, cameras);
  const hours = localHours(slicesOf(cameras), unreportedSlices(unreported, question, true));
  const shown = hours.filter((hour) => hour.unreported.length === 0);
  const usable = shown.filter(({ unobserved }) => unobserved.length === 0);
  const byPlace = Map.groupBy(usable, ({ weekday, hour }) => (weekday - 1) * 24 + hour);
  const cells = Array.from({ length: 7 * 24 }, (_, place) => {
    const here = byPlace.get(place) ?? [];
    const visits = here.reduce((sum, hour) => sum + hour.visits, 0);
    return {
      weekday: Math.floor(place / 24) + 1,
      hour: place % 24,
      hours: here.length,
      hoursSpread: here.filter(({ isSpread }) => isSpread).length,
      visitsPerHour: here.length > 0 ? visits / here.length : null,
    };
  });
  return {
    kind: 'heatMap',
    cells,
    hoursLeftOut: shown.length - usable.length,
    unobserved: missing(shown),
    hoursUnreported: hours.length - shown.length,
    neverObserved: neverObserved(cameras, unreported),
    unreported: unreportedDays(unreported, question),
    k: settings.k,
  };
}
