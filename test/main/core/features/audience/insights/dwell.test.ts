import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { BERLIN, camera, closeAll, madeStore, settings, SHELF } from '../made-audience.ts';

const DAY = '2026-10-20';
const at = (hour: number) => dayStart(DAY, BERLIN.timeZone) + hour * HOUR_MS;
const question = { cameras: ['c1'], from: DAY, to: DAY };

/** The dwell times of a zone, where so many stayed briefly and so many long. */
function zoneOf(brief: number, long: number) {
  const store = madeStore();
  const chosen = settings({ cameras: [camera([SHELF])] });
  const dwell = { of: 'dwell' as const, atMs: at(10), zone: SHELF.id };
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, [
    { of: 'quarter', atMs: at(10), figure: 'observedSeconds', by: 900 },
    { of: 'quarter', atMs: at(10), figure: 'visits', by: 52 },
    { ...dwell, bin: 1, by: brief },
    { ...dwell, bin: 3, by: long },
  ]);
  closeAll(store, chosen, at(23));
  expect(seriesOf(store, chosen, { ...question, by: 'day' }, at(23)).visits).toBe(52);
  const { visits, bins, medianSeconds } = dwellOf(store, chosen, { ...question, zone: SHELF.id }, at(23));
  return { visits, bins: bins.map((bin) => bin.visits), medianSeconds };
}

test('a zone that fewer than k did not enter tells no total, nor all of its bins', () => {
  const { visits, bins, medianSeconds } = zoneOf(30, 20);
  expect([visits, medianSeconds]).toEqual([null, null]);
  // Who knows all visits and the bins that are shown learns no figure under k of those that did not enter.
  expect(bins.includes(null)).toBe(true);
  const left = bins.reduce<number>((sum, count) => sum - (count ?? 0), 52);
  expect(left).toBeGreaterThanOrEqual(10);
});

test('shows the total of a zone that many did not enter', () => {
  expect(zoneOf(10, 11).visits).toBe(21);
});
