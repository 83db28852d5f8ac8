import { expect, test } from 'vitest';

import { movedTo } from '../../../../src/renderer/components/insights/heat/cell-keys.ts';
import { changeReach } from '../../../../src/renderer/components/insights/change-scale.ts';
import { dwellColumns, medianAt } from '../../../../src/renderer/components/insights/dwell-columns.ts';
import { heatRows } from '../../../../src/renderer/components/insights/heat/heat-rows.ts';
import { researchTasks } from '../../../../src/renderer/state/lab/research-tasks.ts';
import { signedDay, signedPercent } from '../../../../src/renderer/components/insights/signed.ts';
import { totalsOf } from '../../../../src/renderer/components/insights/totals.ts';
import type { AudienceSeries, DwellTable } from '../../../../src/main/ipc/contract.ts';
import { daySpan } from '../../../../src/renderer/messages/days.ts';

const STARTS = [0, 5, 15, 30, 60, 120, 300, 900];
const dwell = (visits: (number | null)[], medianSeconds: number | null): DwellTable => ({
  ...{
    kind: 'dwell',
    zone: '',
    visits: 200,
    medianSeconds,
    noFigures: null,
    neverObserved: [],
    unreported: [],
    k: 10,
  },
  bins: STARTS.map((fromSeconds, i) => ({
    fromSeconds,
    toSeconds: STARTS[i + 1] ?? null,
    visits: visits[i]!,
  })),
});

test('times are named by their ends, suppressed ones are gaps', () => {
  const columns = dwellColumns(dwell([20, 40, 40, 40, 30, 20, null, null], 30));
  expect(columns.map(({ axis }) => axis)).toEqual([
    ...['<5 s', '5–15 s', '15–30 s', '30–60 s', '1–2 min', '2–5 min', '5–15 min', '>15 min'],
  ]);
  expect(columns[0]).toMatchObject({ text: '20', reading: '20 faces, 10%', look: 'full' });
  expect(columns[7]).toMatchObject({ text: 'suppressed', reading: 'suppressed', look: 'gap', value: null });
});

test.each([
  [0, 0],
  [5, 1],
  [10, 1.5],
  [45, 3.5],
  [600, 6.5],
])('a median of %d s stands at %d', (seconds, at) => {
  expect(
    medianAt(
      dwell(
        STARTS.map(() => 25),
        seconds,
      ),
    ),
  ).toBeCloseTo(at);
});

test('no median, no mark', () => {
  expect(
    medianAt(
      dwell(
        STARTS.map(() => 25),
        null,
      ),
    ),
  ).toBeUndefined();
});

test('the week shows the hours that any day has, Monday first', () => {
  const cells = Array.from({ length: 168 }, (_, i) => ({
    weekday: Math.floor(i / 24) + 1,
    hour: i % 24,
  })).map((place) => ({ ...place, visitsPerHour: null as number | null, hours: 0, hoursSpread: 0 }));
  expect(heatRows(cells)).toBeNull();
  cells[9] = { weekday: 1, hour: 9, visitsPerHour: 4, hours: 2, hoursSpread: 0 };
  cells[5 * 24 + 12] = { weekday: 6, hour: 12, visitsPerHour: 31.5, hours: 2, hoursSpread: 1 };
  const { hours, rows, most, busiest, isSpread } = heatRows(cells)!;
  expect([busiest, isSpread]).toEqual([{ row: 0, column: 0 }, true]);
  expect(hours).toEqual([9, 10, 11, 12]);
  expect(most).toBe(31.5);
  expect(
    rows.map(({ cells: some }) => some.map(({ visitsPerHour }) => visitsPerHour ?? 0).join(' ')),
  ).toEqual(['4 0 0 0', ...new Array<string>(4).fill('0 0 0 0'), '0 0 0 31.5', '0 0 0 0']);
});

const series = (more: Partial<AudienceSeries>): AudienceSeries => ({
  ...{ kind: 'series', by: 'day', points: [], visits: 300, passersBy: 900, masked: 30, headsets: 0, k: 10 },
  ...{ noFigures: null, neverObserved: [], unreported: [] },
  ...more,
});
const lines = (more: Partial<AudienceSeries>) =>
  totalsOf(series(more)).map(({ name, value, detail }) => [name, value, detail].filter(Boolean).join(' | '));

test('totals tell shares of what is shown alone', () => {
  expect(lines({})).toEqual([
    'Faces seen | 300',
    'Passers-by | 900 | 25% came in',
    'Masked | 30 | 10% of faces seen',
  ]);
  expect(lines({ headsets: 15 })).toHaveLength(4);
  expect(lines({ passersBy: null, masked: null, headsets: null })).toEqual([
    ...['Faces seen | 300', 'Passers-by | suppressed', 'Masked | suppressed', 'Headsets | suppressed'],
  ]);
});

test.each([
  ['unreported', 'not shown'],
  ['unobserved', 'nothing observed'],
] as const)('totals that are %s are no 0', (noFigures, said) => {
  const none = { visits: null, passersBy: null, masked: null, headsets: null };
  expect(lines({ ...none, noFigures })).toEqual([`Faces seen | ${said}`, `Passers-by | ${said}`]);
});

test('arrow keys stay within the table', () => {
  const size = { rows: 7, columns: 12 };
  expect(movedTo({ row: 0, column: 0 }, 'ArrowUp', size)).toEqual({ row: 0, column: 0 });
  expect(movedTo({ row: 2, column: 3 }, 'ArrowDown', size)).toEqual({ row: 3, column: 3 });
  expect(movedTo({ row: 6, column: 11 }, 'ArrowRight', size)).toEqual({ row: 6, column: 11 });
  expect(movedTo({ row: 6, column: 4 }, 'Home', size)).toEqual({ row: 6, column: 0 });
  expect(movedTo({ row: 6, column: 4 }, 'End', size)).toEqual({ row: 6, column: 11 });
  expect(movedTo({ row: 0, column: 0 }, 'Tab', size)).toBeUndefined();
});

test('the scale of a change holds its interval on both sides', () => {
  expect(changeReach({ value: 0.12, low: 0.04, high: 0.21 })).toBeCloseTo(0.3);
  expect(changeReach({ value: -0.4, low: -0.62, high: -0.2 })).toBeCloseTo(0.8);
  expect(changeReach({ value: 0.001, low: -0.01, high: 0.02 })).toBeGreaterThanOrEqual(0.1);
});

test('changes bear their sign', () => {
  expect([0.123, -0.034, 0.004, -0.004].map(signedPercent)).toEqual(['+12%', '−3%', '0%', '0%']);
  expect([8.44, -112.4, 0].map(signedDay)).toEqual(['+8.4', '−112', '0']);
});

test('spans are reported without saying things twice', () => {
  expect(daySpan('2026-11-09', '2026-11-09')).toBe('9 Nov 2026');
  expect(daySpan('2026-11-02', '2026-11-09')).toBe('2\u2009–\u20099 Nov 2026');
  expect(daySpan('2026-10-28', '2026-11-09')).toBe('28 Oct\u2009–\u20099 Nov 2026');
  expect(daySpan('2025-12-28', '2026-01-09')).toBe('28 Dec 2025\u2009–\u20099 Jan 2026');
});

test('only live models that count make a note', () => {
  const model = (task: 'age' | 'gender' | 'expression' | 'occlusion', isLive: boolean, use: string) => ({
    task,
    isLive,
    use,
  });
  expect(researchTasks([model('age', true, 'research only'), model('age', true, 'any')])).toEqual(['age']);
  expect(
    researchTasks([model('expression', true, 'research only'), model('gender', false, 'research only')]),
  ).toEqual([]);
});
