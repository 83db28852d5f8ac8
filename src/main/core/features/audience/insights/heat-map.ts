import type { AudienceQuestion, HeatMap } from '../../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { slicesOf } from './hour-slices.ts';
import { periodsOf } from './periods.ts';

/**
 * Visits an hour by weekday and hour of the clock, of hours that were observed enough; an hour that the clocks repeat counts
 * twice. Of several cameras only hours in which all that were counting were observed.
 * @throws DemifaceError as `periodsOf`
 */
export function heatMapOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuestion,
  nowMs: number,
): HeatMap {
  const slices = slicesOf(periodsOf(store, settings, question, nowMs));
  const hours = [...Map.groupBy(slices, ({ startMs }) => startMs).values()];
  const usable = hours.filter((some) => some.every(({ isFlagged }) => !isFlagged));
  const byPlace = Map.groupBy(usable, ([first]) => (first!.weekday - 1) * 24 + first!.hour);
  const cells = Array.from({ length: 7 * 24 }, (_, place) => {
    const here = byPlace.get(place) ?? [];
    const visits = here.flat().reduce((sum, slice) => sum + slice.visits, 0);
    return {
      ...{ weekday: Math.floor(place / 24) + 1, hour: place % 24, hours: here.length },
      visitsPerHour: here.length > 0 ? visits / here.length : null,
    };
  });
  return { kind: 'heatMap', cells, hoursLeftOut: hours.length - usable.length };
}
