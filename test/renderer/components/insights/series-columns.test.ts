import { describe, expect, test } from 'vitest';

import {
  busiest,
  columnStyle,
  seriesColumns,
} from '../../../../src/renderer/components/insights/series-columns.ts';
import type { SeriesPoint } from '../../../../src/main/ipc/contract.ts';

const point = (firstDay: string, visits: number, more: Partial<SeriesPoint> = {}): SeriesPoint => ({
  ...{ from: `${firstDay}T00:00:00Z`, to: `${firstDay}T23:00:00Z`, firstDay, lastDay: firstDay, hour: null },
  ...{ visits, passersBy: null, observedShare: 1, isFlagged: false, isSpread: false, unreported: [] },
  ...more,
});
/** Of a site an hour ahead of UTC. */
const hour = (day: string, utc: number) =>
  point(day, 12, {
    from: `${day}T${String(utc).padStart(2, '0')}:00:00Z`,
    to: `${day}T${String(utc + 1).padStart(2, '0')}:00:00Z`,
    hour: utc + 1,
  });
const WEEK = { from: '2026-11-23', to: '2026-11-29' };

describe('looks', () => {
  test.each([
    [1, false, false, 1, 'full'],
    [0.8, false, false, 1, 'full'],
    [0.79, true, false, 1, 'hatched'],
    // Too little observed says more than spread.
    [0.5, true, true, 3, 'hatched'],
    [1, false, true, 1, 'soft'],
    [1, false, false, 2, 'soft'],
    [0, true, false, 1, 'gap'],
  ] as const)(
    'observed %d, flagged %s, spread %s, over %d: %s',
    (observedShare, isFlagged, isSpread, n, look) => {
      expect(columnStyle({ observedShare, isFlagged, isSpread }, n)).toBe(look);
    },
  );
});

test('days stand at their places in the calendar, closed ones leave a hole', () => {
  const points = [point('2026-11-23', 40), point('2026-11-25', 60), point('2026-11-28', 90)];
  const { columns, slots } = seriesColumns({ by: 'day', points }, WEEK);
  expect(slots).toBe(7);
  expect(columns.map(({ slot }) => slot)).toEqual([0, 2, 5]);
  expect(columns.map(({ axis }) => axis)).toEqual(['Mon 23 Nov', 'Wed 25 Nov', 'Sat 28 Nov']);
  expect(columns.map(({ text }) => text)).toEqual(['40', '60', '90']);
});

test('of many days the first that is open in each week is named', () => {
  const points = ['2026-11-03', '2026-11-04', '2026-11-10', '2026-11-16', '2026-11-17'].map((day) =>
    point(day, 20),
  );
  const { columns } = seriesColumns({ by: 'day', points }, { from: '2026-11-02', to: '2026-11-22' });
  expect(columns.map(({ axis }) => axis)).toEqual(['Tue 3 Nov', null, 'Tue 10 Nov', 'Mon 16 Nov', null]);
});

test('joined days are as wide as they are and as high as one of them', () => {
  const points = [point('2026-11-24', 15, { lastDay: '2026-11-26', passersBy: 80 })];
  const [column] = seriesColumns({ by: 'day', points }, WEEK).columns;
  expect(column).toMatchObject({
    slot: 1,
    span: 3,
    value: 5,
    look: 'soft',
    title: '24\u2009–\u200926 Nov 2026',
  });
  expect(column!.reading).toBe('15 faces seen, about 5.0 per day, 80 passers-by, observed 100%');
});

test('days joined from before the span begin with it', () => {
  const points = [point('2026-11-21', 14, { lastDay: '2026-11-24' })];
  const [column] = seriesColumns({ by: 'day', points }, WEEK).columns;
  expect(column).toMatchObject({ slot: 0, span: 2 });
});

test('weeks are distinguished across the new year', () => {
  const points = [
    point('2026-12-28', 300, { lastDay: '2027-01-02' }),
    point('2027-01-04', 200, { lastDay: '2027-01-09' }),
  ];
  const { columns, slots } = seriesColumns({ by: 'week', points }, { from: '2026-12-30', to: '2027-01-10' });
  expect(slots).toBe(2);
  expect(columns.map(({ slot, span, axis }) => [slot, span, axis])).toEqual([
    [0, 1, '28 Dec'],
    [1, 1, '4 Jan'],
  ]);
  expect(columns[0]!.title).toBe('Week of 28 Dec 2026\u2009–\u20092 Jan 2027');
});

test('hours are read on the clock of the site, with a gap between days', () => {
  const points = [hour('2026-11-23', 8), hour('2026-11-23', 9), hour('2026-11-24', 8)];
  const shown = seriesColumns({ by: 'hour', points }, WEEK);
  expect(shown.columns.map(({ slot }) => slot)).toEqual([0, 1, 3]);
  expect(shown.groups).toEqual([0, 3]);
  expect(shown.slots).toBe(4);
  expect(shown.columns.map(({ axis }) => axis)).toEqual(['Mon 23 Nov', null, 'Tue 24 Nov']);
  expect(shown.columns[1]!.title).toBe('Mon 23 Nov, 10:00–11:00');
  expect(shown.columns[1]!.reading).not.toContain('passers-by');
});

test('hours of the same clock in two zones, and one that the clocks repeat, are columns of their own', () => {
  const at = { from: '2026-10-25T01:00:00Z', to: '2026-10-25T02:00:00Z' };
  const points = [2, 2, 3].map((one, i) =>
    point('2026-10-25', 12, { ...at, ...(i === 0 && { from: '2026-10-25T00:00:00Z' }), hour: one }),
  );
  const { columns } = seriesColumns({ by: 'hour', points }, WEEK);
  expect(columns.map(({ title }) => title.slice(-11))).toEqual(['02:00–03:00', '02:00–03:00', '03:00–04:00']);
  expect(new Set(columns.map(({ id }) => id)).size).toBe(3);
});

test('hours of one day are named one by one', () => {
  const points = [hour('2026-11-23', 8), hour('2026-11-23', 9)];
  const { columns, groups } = seriesColumns({ by: 'hour', points }, WEEK);
  expect(columns.map(({ axis }) => axis)).toEqual(['09', '10']);
  expect(groups).toEqual([]);
});

test('what was not observed has no figure, what is suppressed reports it', () => {
  const points = [point('2026-11-23', 0, { observedShare: 0, isFlagged: true }), point('2026-11-24', 20)];
  const [gap, seen] = seriesColumns({ by: 'day', points }, WEEK).columns;
  expect(gap).toMatchObject({ look: 'gap', value: null, text: '', reading: 'not observed' });
  expect(seen!.reading).toBe('20 faces seen, passers-by suppressed, observed 100%');
});

test('the busiest is one that can be compared', () => {
  const points = [
    point('2026-11-23', 40),
    point('2026-11-24', 90, { observedShare: 0.5, isFlagged: true }),
    point('2026-11-25', 60),
  ];
  const { columns } = seriesColumns({ by: 'day', points }, WEEK);
  expect(busiest(columns)?.title).toBe('Wed 25 Nov');
  expect(busiest(columns.slice(1, 2))).toBeUndefined();
});

test('a column that is without a camera is hatched and reports it', () => {
  const points = [point('2026-11-24', 90, { observedShare: 0.5, isFlagged: true, unreported: ['Side'] })];
  const [column] = seriesColumns({ by: 'day', points }, WEEK).columns;
  expect(column).toMatchObject({ look: 'hatched' });
  expect(column!.reading).toMatch(/observed 50%, without Side$/);
});
