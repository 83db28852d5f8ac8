import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { pyramidOf } from '../../../../../../src/main/core/features/audience/insights/pyramid.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import {
  dayStart,
  HOUR_MS,
  laterDay,
  QUARTER_MS,
} from '../../../../../../src/main/core/platform/time/local-time.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';

/** A Monday; the site is open from 9 to 18. */
const DAY = '2026-11-02';
const HOURS = [9, 10, 11, 12, 13, 14, 15, 16, 17];
const day = (number: number) => laterDay(DAY, number);
const at = (number: number, hour: number) => dayStart(day(number), BERLIN.timeZone) + hour * HOUR_MS;
const both = settings({
  cameras: [
    { ...camera([], 'main'), name: 'Main' },
    { ...camera([], 'side'), name: 'Side' },
  ],
});
const cameras = ['main', 'side'];
const NOW = at(5, 12);

function put(
  store: Store,
  id: string,
  number: number,
  hour: number,
  visits: number,
  passersBy: number,
): void {
  const start = at(number, hour);
  writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, [
    ...[0, 1, 2, 3].map((quarter) => ({
      ...{
        of: 'quarter' as const,
        atMs: start + quarter * QUARTER_MS,
        figure: 'observedSeconds' as const,
        by: 900,
      },
    })),
    { of: 'quarter', atMs: start, figure: 'visits', by: visits },
    { of: 'quarter', atMs: start, figure: 'passersBy', by: passersBy },
  ]);
}

/** Three days: 12 an hour come in at one camera, at the other so many a day. */
function threeDays(few: number): Store {
  const store = madeStore();
  for (let number = 0; number < 3; number++)
    for (const hour of HOURS) {
      put(store, 'main', number, hour, 12, 10);
      put(store, 'side', number, hour, hour < 9 + few ? 1 : 0, 100);
    }
  closeAll(store, both, at(3, 1));
  return store;
}

const answers = (store: Store, from: number, to: number, chosen = cameras, now = NOW) => {
  const question = { cameras: chosen, from: day(from), to: day(to) };
  return {
    hour: seriesOf(store, both, { ...question, by: 'hour' }, now),
    day: seriesOf(store, both, { ...question, by: 'day' }, now),
    week: seriesOf(store, both, { ...question, by: 'week' }, now),
    heat: heatMapOf(store, both, question, now),
    pyramid: pyramidOf(store, both, question, now),
    dwell: dwellOf(store, both, { ...question, zone: '' }, now),
  };
};

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 2],
])('days %d to %d: what a camera does not tell is named in every answer and is in no figure', (from, to) => {
  const store = threeDays(9);
  // The 10th face at the side comes on the second day: its first two days are one period, the third waits.
  const unreported =
    from === 0 && to === 2
      ? [{ camera: 'Side', firstDay: day(2), lastDay: day(2) }]
      : [{ camera: 'Side', firstDay: day(from), lastDay: day(to) }];
  const told = answers(store, from, to);
  for (const answer of Object.values(told)) expect(answer.unreported).toEqual(unreported);
  const days = told.day.points.filter(({ lastDay }) => lastDay >= unreported[0]!.firstDay);
  for (const point of days) {
    expect(point).toMatchObject({ isFlagged: true, unreported: ['Side'] });
    expect(point.observedShare).toBeLessThan(0.9);
  }
  if (from === to) {
    expect(told.day).toMatchObject({ visits: 108, passersBy: 90 });
    expect(told.day.points).toMatchObject([{ observedShare: 0.5 }]);
    expect(told.hour.points).toHaveLength(9);
    for (const point of told.hour.points)
      expect(point).toMatchObject({ observedShare: 0.5, isFlagged: true, unreported: ['Side'] });
    expect(told.heat).toMatchObject({ hoursUnreported: 9, hoursLeftOut: 0, unobserved: [] });
    expect(told.heat.cells.every(({ visitsPerHour }) => visitsPerHour === null)).toBe(true);
  }
  expect(told.week.points.every(({ unreported: names }) => names.includes('Side'))).toBe(true);
  for (const answer of Object.values(told))
    expect(csvOf(answer)).toContain(
      `not shown: Side, ${unreported[0]!.firstDay} to ${unreported[0]!.lastDay}`,
    );
  const alone = answers(store, from, to, ['main']);
  for (const answer of Object.values(alone)) expect(answer.unreported).toEqual([]);
  expect(alone.day.points.every(({ observedShare, isFlagged }) => observedShare === 1 && !isFlagged)).toBe(
    true,
  );
});

test('a whole span of days of which everything is reported has nothing to name', () => {
  const store = threeDays(9);
  const told = answers(store, 0, 1);
  expect(told.day).toMatchObject({ visits: 9 * 24 + 18, unreported: [] });
  expect(told.day.points.every(({ unreported, isFlagged }) => unreported.length === 0 && !isFlagged)).toBe(
    true,
  );
});

test('what is named does not say how few were seen', () => {
  const [one, nobody] = [threeDays(1), threeDays(0)].map((store) => answers(store, 0, 1));
  expect(one).toEqual(nobody);
  expect(one!.day.unreported).toEqual([{ camera: 'Side', firstDay: DAY, lastDay: day(1) }]);
});

test('of today a camera that tells nothing is named; the latest hours are no day that is missing', () => {
  const store = madeStore();
  for (const hour of [9, 10, 11]) put(store, 'main', 0, hour, 12, 10);
  put(store, 'side', 0, 9, 1, 10);
  const told = answers(store, 0, 0, cameras, at(0, 12.5));
  expect(told.day.unreported).toEqual([{ camera: 'Side', firstDay: DAY, lastDay: DAY }]);
  expect(answers(store, 0, 0, ['main'], at(0, 12.5)).day).toMatchObject({
    unreported: [],
    points: [{ isFlagged: false }],
  });
});
