import type {
  AudienceResult,
  AudienceCsvRequest,
  AudienceSettings,
  AudienceToday,
} from '../../../../ipc/contract.ts';
import type { Store } from '../../../platform/store/store.ts';
import { compareSpans } from './compare.ts';
import { dwellOf } from './dwell.ts';
import { heatMapOf } from './heat-map.ts';
import { pyramidOf } from './pyramid.ts';
import { seriesOf } from './series.ts';
import { audienceToday } from './today.ts';

/** Requests to the process that answers. */
export type InsightsQuery = AudienceCsvRequest | { kind: 'today' };
export type InsightsResult = AudienceResult | ({ kind: 'today' } & AudienceToday);

/** One answer of Insights: of the screen and of the file that is saved of it. @throws DemifaceError as `periodsOf` */
export function resultOf(
  store: Store,
  settings: AudienceSettings,
  ask: InsightsQuery,
  nowMs: number,
): InsightsResult {
  switch (ask.kind) {
    case 'series':
      return seriesOf(store, settings, { ...ask.question, by: ask.by }, nowMs);
    case 'heatMap':
      return heatMapOf(store, settings, ask.question, nowMs);
    case 'pyramid':
      return pyramidOf(store, settings, ask.question, nowMs);
    case 'dwell':
      return dwellOf(store, settings, { ...ask.question, zone: ask.zone }, nowMs);
    case 'comparison':
      return compareSpans(store, settings, ask, nowMs);
    case 'today':
      return { kind: 'today', ...audienceToday(store, settings, nowMs) };
  }
}
