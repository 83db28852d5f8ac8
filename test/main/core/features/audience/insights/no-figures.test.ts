import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { pyramidOf } from '../../../../../../src/main/core/features/audience/insights/pyramid.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';

/** A Monday; the site is open from 9 to 18. */
const DAY = '2026-05-04';
const NEXT = laterDay(DAY, 1);
const at = (day: string, hour: number) => dayStart(day, BERLIN.timeZone) + hour * HOUR_MS;
const two = settings({ cameras: [camera([]), camera([], 'c2')] });

/** Hours that a camera observes, and what it counts in each. */
function put(store: Store, day: string, hours: readonly number[], visits: number, id = 'c1'): void {
  for (const hour of hours) {
    const hourly = [
      ...Array.from({ length: 4 }, (_, quarter) => ({
        ...{ of: 'quarter' as const, atMs: at(day, hour + quarter / 4) },
        ...{ figure: 'observedSeconds' as const, by: 900 },
      })),
      { of: 'quarter' as const, atMs: at(day, hour), figure: 'visits' as const, by: visits },
      { of: 'quarter' as const, atMs: at(day, hour), figure: 'passersBy' as const, by: visits },
    ];
    writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, hourly);
  }
}

/** All answers that add faces up. */
function answers(store: Store, now: number, cameras = ['c1'], to = NEXT, from = DAY) {
  const question = { cameras, from, to };
  return [
    ...(['hour', 'day', 'week'] as const).map((by) => seriesOf(store, two, { ...question, by }, now)),
    pyramidOf(store, two, question, now),
    dwellOf(store, two, { ...question, zone: '' }, now),
  ];
}

/** Every field of the files that is a figure of faces. */
const fields = (some: ReturnType<typeof answers>) =>
  some.flatMap((answer) => {
    const [head, ...rows] = csvOf(answer)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const columns = head!.flatMap((name, i) => (/^faces seen$|^passers-by$/.test(name) ? [i] : []));
    return rows.flatMap((row) => columns.map((i) => row[i]!)).filter((field) => field !== '');
  });

const noFigures = { noFigures: 'unreported', visits: null };

test.each([0, 1, 9])('a morning of %d faces is not shown, and the answers do not say how many', (few) => {
  const [store, none] = [madeStore(), madeStore()];
  put(store, DAY, [9], few);
  put(none, DAY, [9], 0);
  for (const now of [at(DAY, 9.5), at(DAY, 12), at(NEXT, 1)])
    for (const cameras of [['c1'], ['c1', 'c2']]) {
      for (const one of [store, none]) closeAll(one, two, now);
      const told = answers(store, now, cameras);
      expect(told).toEqual(answers(none, now, cameras));
      expect(told[1]).toMatchObject({ ...noFigures, passersBy: null, masked: null, headsets: null });
      expect(told.map((answer) => answer.noFigures)).toEqual(new Array(5).fill('unreported'));
      expect(fields(told)).not.toContain('0');
      expect(fields(told)).not.toContain('suppressed');
      expect(fields(told.slice(3))).toContain('not shown');
    }
});

test('before counting began, and where the cameras were off, nothing was observed: no figure is 0', () => {
  const store = madeStore();
  put(store, DAY, [9, 10, 11], 20);
  closeAll(store, two, at(laterDay(DAY, 3), 1));
  const now = at(laterDay(DAY, 3), 2);
  for (const [from, to] of [
    [laterDay(DAY, -9), laterDay(DAY, -3)],
    [NEXT, laterDay(DAY, 2)],
  ] as const) {
    const told = answers(store, now, ['c1'], to, from);
    expect(told[1]).toMatchObject({ noFigures: 'unobserved', visits: null, passersBy: null });
    expect(new Set(fields(told))).toEqual(new Set(['nothing observed']));
  }
  // The days with their counts have figures.
  const [, byDay] = answers(store, now, ['c1'], laterDay(DAY, 2));
  expect(byDay).toMatchObject({ noFigures: null, visits: 60, passersBy: 60 });
});

test('a day on which a camera was off at first, and then saw few, is no day on which nothing was observed', () => {
  const store = madeStore();
  put(store, DAY, [12, 13, 14, 15, 16, 17], 1);
  closeAll(store, two, at(NEXT, 1));
  const [byHour, byDay, byWeek] = answers(store, at(NEXT, 2), ['c1'], DAY);
  for (const points of [byDay, byWeek]) expect(points).toMatchObject({ ...noFigures, points: [] });
  // The hours of the morning were not observed.
  expect(byHour).toMatchObject({
    ...noFigures,
    points: [9, 10, 11].map((hour) => ({ hour, observedShare: 0 })),
  });
});

test('hours of one camera that was off are no gap where another one observed and tells nothing', () => {
  const store = madeStore();
  put(store, DAY, [12, 13], 30);
  put(store, DAY, [9, 10, 11], 1, 'c2');
  closeAll(store, two, at(NEXT, 1));
  const hours = (cameras: string[]) => {
    const [byHour] = answers(store, at(NEXT, 2), cameras, DAY);
    return byHour!.kind === 'series' ? byHour!.points.map(({ hour }) => hour) : [];
  };
  expect(hours(['c1']).slice(0, 4)).toEqual([9, 10, 11, 12]);
  expect(hours(['c1', 'c2'])[0]).toBe(12);
});
