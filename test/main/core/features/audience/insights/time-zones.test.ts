import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import { compareSpans } from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';

const FROM = '2026-05-04';
const NOW = Date.parse('2026-05-20T12:00Z');
const SITES = [BERLIN, { ...BERLIN, id: 's2', timeZone: 'America/St_Johns' }];
const CAMERAS = [camera([], 'c1'), { ...camera([], 'c2'), site: 's2' }];
const both = settings({ sites: SITES, cameras: CAMERAS });
const cameras = ['c1', 'c2'];

/** Two weeks at two sites whose clocks differ by four and a half hours; in each as many at the same hour of the clock. */
function twoZones() {
  const store = madeStore();
  for (const [i, { id }] of CAMERAS.entries())
    for (let number = 0; number < 14; number++) {
      const start = dayStart(laterDay(FROM, number), SITES[i]!.timeZone);
      const increments = Array.from({ length: 36 }, (_, quarter) => {
        const atMs = start + 9 * HOUR_MS + quarter * 900_000;
        const seen: Increment = { of: 'quarter', atMs, figure: 'observedSeconds', by: 900 };
        const by = 20 + Math.floor(quarter / 4) + (number < 7 ? 0 : 10);
        return quarter % 4 > 0 ? [seen] : [seen, { of: 'quarter', atMs, figure: 'visits', by } as const];
      });
      writeCounts(store, { camera: id, site: SITES[i]!, models: countingModels([]) }, increments.flat());
    }
  closeAll(store, both, NOW);
  return store;
}

test('cameras of two time zones add up by the clock of each, and can be compared together', () => {
  const store = twoZones();
  const question = { cameras, from: FROM, to: laterDay(FROM, 13) };
  const { cells } = heatMapOf(store, both, question, NOW);
  const monday = cells.filter(({ weekday, visitsPerHour }) => weekday === 1 && visitsPerHour !== null);
  expect(monday.map(({ hour, visitsPerHour, hours }) => [hour, visitsPerHour, hours])).toEqual(
    Array.from({ length: 9 }, (_, i) => [9 + i, 2 * (25 + i), 2]),
  );
  const hours = seriesOf(store, both, { ...question, by: 'hour' }, NOW);
  expect(hours.points).toHaveLength(14 * 9);
  expect(hours.points[0]).toMatchObject({ firstDay: FROM, hour: 9, visits: 40 });
  expect(csvOf(hours).split('\r\n')[1]).toMatch(new RegExp(`,${FROM},${FROM},9,40,`));
  const spans = {
    before: { from: FROM, to: laterDay(FROM, 6) },
    after: { from: laterDay(FROM, 7), to: laterDay(FROM, 13) },
  };
  const [one, two] = [['c1'], cameras].map((ids) =>
    compareSpans(store, both, { cameras: ids, ...spans }, NOW),
  );
  expect(two).toMatchObject({
    pairs: 7,
    hours: 63,
    before: 2 * one!.before!,
    hoursLeftOut: 0,
    daysLeftOut: 0,
  });
});
