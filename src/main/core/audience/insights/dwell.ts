import type { AudienceQuestion, DwellTable } from '../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../ipc/contract/audience.ts';
import type { Store } from '../../store/store.ts';
import { keptDwells } from '../buckets/period-sums.ts';
import { DWELL_STARTS_SECONDS } from '../counting/dwell-bins.ts';
import { suppressRow } from '../suppression/suppress.ts';
import { periodsOf } from './periods.ts';

/**
 * How long faces stayed in a zone, or in view.
 * @param question `zone`: its id; empty for the time in view
 * @throws DemifaceError as `periodsOf`
 */
export function dwellOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuestion & { zone: string },
  nowMs: number,
): DwellTable {
  const { zone } = question;
  const { k } = settings;
  const counts = DWELL_STARTS_SECONDS.map(() => 0);
  for (const { periods } of periodsOf(store, settings, question, nowMs, keptDwells))
    for (const { dwells } of periods)
      for (const dwell of dwells) if (dwell.zone === zone) counts[dwell.bin]! += dwell.visits;
  const shown = suppressRow(counts, k);
  const bins = DWELL_STARTS_SECONDS.map((fromSeconds, bin) => ({
    fromSeconds,
    toSeconds: DWELL_STARTS_SECONDS[bin + 1] ?? null,
    visits: shown.counts[bin]!,
  }));
  return { kind: 'dwell', zone, bins, visits: shown.total, medianSeconds: medianOf(bins, shown.total), k };
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
