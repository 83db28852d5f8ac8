import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';

const FROM = '2026-05-04';
const NOW = Date.parse('2026-05-20T12:00Z');
const both = settings({ cameras: [camera([], 'c1'), camera([], 'c2')] });
const cameras = ['c1', 'c2'];

/** A week of one camera, of which the other has the first days alone. */
function aWeek(daysOfOther: number) {
  const store = madeStore();
  for (const [id, days] of [
    ['c1', 7],
    ['c2', daysOfOther],
  ] as const)
    for (let number = 0; number < days; number++)
      for (let quarter = 0; quarter < 36; quarter++) {
        const atMs =
          dayStart(laterDay(FROM, number), BERLIN.timeZone) + 9 * HOUR_MS + quarter * (HOUR_MS / 4);
        writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, [
          { of: 'quarter', atMs, figure: 'observedSeconds', by: 900 },
          { of: 'quarter', atMs, figure: 'visits', by: 5 },
        ]);
      }
  closeAll(store, both, NOW);
  return store;
}

test('of a sum over cameras the observed share is that of all their hours, flagged where one was not observed', () => {
  const store = aWeek(2);
  const question = { cameras, from: FROM, to: laterDay(FROM, 6) };
  for (const by of ['hour', 'day'] as const) {
    const { points } = seriesOf(store, both, { ...question, by }, NOW);
    const [first, last] = [points[0]!, points.at(-1)!];
    expect([first.observedShare, first.isFlagged]).toEqual([1, false]);
    expect([last.observedShare, last.isFlagged]).toEqual([0.5, true]);
  }
  const alone = seriesOf(store, both, { ...question, cameras: ['c2'], by: 'day' }, NOW).points.at(-1)!;
  expect([alone.observedShare, alone.isFlagged]).toEqual([0, true]);
});

test('the heat map tells which camera hours are left out for', () => {
  const store = aWeek(2);
  const heat = (ids: string[], first: number) =>
    heatMapOf(store, both, { cameras: ids, from: laterDay(FROM, first), to: laterDay(FROM, 6) }, NOW);
  expect(heat(cameras, 0)).toMatchObject({ hoursLeftOut: 45, unobserved: ['c2'] });
  expect(heat(cameras, 2)).toMatchObject({ hoursLeftOut: 45, unobserved: ['c2'] });
  expect(heat(['c1'], 0)).toMatchObject({ hoursLeftOut: 0, unobserved: [] });
  expect(heat(['c2'], 0)).toMatchObject({ hoursLeftOut: 45, unobserved: [] });
});
