import type { AudienceQuery, DwellTable } from '../../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { keptDwells } from '../buckets/period-sums.ts';
import { DWELL_STARTS_SECONDS } from '../counting/dwell-bins.ts';
import { suppressCameraRows } from '../suppression/suppress-cameras.ts';
import { noFiguresOf } from './no-figures.ts';
import { type CameraPeriods, periodsOfAll, total } from './periods.ts';
import { neverObserved, unreportedDays, unreportedOf } from './unreported.ts';

/**
 * How long faces stayed in a zone, or in view.
 * @param question `zone`: its id; empty for the time in view
 * @throws DemifaceError as `periodsOf`
 */
export function dwellOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuery & { zone: string },
  nowMs: number,
): DwellTable {
  const { zone } = question;
  const { k } = settings;
  const cameras = periodsOfAll(store, settings, question, nowMs, keptDwells);
  const rows = new Map(cameras.map((one) => [one.camera.id, binsOf(one, zone)]));
  const shown = suppressCameraRows(rows, question.cameras, k);
  const chosen = cameras.filter(({ camera }) => question.cameras.includes(camera.id));
  const unreported = unreportedOf(store, question, chosen);
  const noFigures = noFiguresOf(chosen, unreported);
  const bins = DWELL_STARTS_SECONDS.map((fromSeconds, bin) => ({
    fromSeconds,
    toSeconds: DWELL_STARTS_SECONDS[bin + 1] ?? null,
    visits: noFigures ? null : shown.counts[bin]!,
  }));
  const all = zone === '' ? shown.total : without(shown.total, shown.counts[bins.length]!);
  const visits = noFigures ? null : all;
  return {
    kind: 'dwell',
    zone,
    bins,
    visits,
    medianSeconds: medianOf(bins, visits),
    noFigures,
    k,
    neverObserved: neverObserved(chosen, unreported),
    unreported: unreportedDays(unreported, question),
  };
}

/** Visits less the total of a zone are those that did not enter it: suppressed where these are. */
function without(visits: number | null, outside: number | null): number | null {
  return visits === null || outside === null ? null : visits - outside;
}

/**
 * Visits by their time in the zone; of a zone also those that did not enter it, since other answers show all visits. Null where
 * the figure is known to be none: the camera has no such zone, or no visits.
 */
function binsOf({ camera, periods }: CameraPeriods, zone: string): (number | null)[] {
  const bins = DWELL_STARTS_SECONDS.map(() => 0);
  for (const { dwells } of periods)
    for (const dwell of dwells) if (dwell.zone === zone) bins[dwell.bin]! += dwell.visits;
  const visits = total(periods, 'visits');
  const inZone = bins.reduce((sum, count) => sum + count, 0);
  const isCounted = visits > 0 && (zone === '' || camera.zones.some(({ id }) => id === zone));
  const figures = zone === '' ? bins : [...bins, Math.max(0, visits - inZone)];
  return isCounted || inZone > 0 ? figures : figures.map(() => null);
}

/** From what is shown alone. */
function medianOf(bins: DwellTable['bins'], total: number | null): number | null {
  if (total === null) return null;
  let before = 0;
  for (const { fromSeconds, toSeconds, visits } of bins) {
    if (visits === null) return null;
    if (before + visits >= total / 2) {
      if (toSeconds === null) return null;
      return fromSeconds + ((total / 2 - before) / visits) * (toSeconds - fromSeconds);
    }
    before += visits;
  }
  return null;
}
