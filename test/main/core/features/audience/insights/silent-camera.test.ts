import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { compareSpans } from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { pyramidOf } from '../../../../../../src/main/core/features/audience/insights/pyramid.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { neverObservedText } from '../../../../../../src/renderer/components/insights/unreported-text.ts';
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

test('a camera that never gave a picture is named beside every figure, on the page and in the CSV', () => {
  const store = aWeek(0);
  const names = both.cameras.map(({ name }, i) => `${name} ${i + 1}`);
  const named = { ...both, cameras: both.cameras.map((one, i) => ({ ...one, name: names[i]! })) };
  const span = { from: FROM, to: laterDay(FROM, 6) };
  const answersOf = (ids: string[]) => {
    const question = { cameras: ids, ...span };
    return [
      seriesOf(store, named, { ...question, by: 'day' }, NOW),
      heatMapOf(store, named, question, NOW),
      pyramidOf(store, named, question, NOW),
      dwellOf(store, named, { ...question, zone: '' }, NOW),
      compareSpans(store, named, { cameras: ids, before: span, after: span }, NOW),
    ];
  };
  for (const answer of answersOf(cameras)) {
    expect([answer.kind, answer.neverObserved]).toEqual([answer.kind, [names[1]]]);
    expect(csvOf(answer)).toContain(`not observed in these days: ${names[1]}`);
    expect(neverObservedText(answer)).toContain(`${names[1]} was not observed`);
  }
  for (const ids of [['c1'], ['c2']])
    for (const { kind, neverObserved } of answersOf(ids)) expect([kind, neverObserved]).toEqual([kind, []]);
});

test('a camera that ran for a part of the days is not named as never observed', () => {
  const store = aWeek(2);
  const question = { cameras, from: FROM, to: laterDay(FROM, 6) };
  expect(seriesOf(store, both, { ...question, by: 'day' }, NOW).neverObserved).toEqual([]);
  const later = { ...question, from: laterDay(FROM, 3) };
  expect(pyramidOf(store, both, later, NOW).neverObserved).toEqual(['Camera c2']);
});
