import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { ADULT_BANDS, AGE_BANDS } from '../../../../../../src/artifact/age-bands.ts';
import { GENDERS } from '../../../../../../src/artifact/labels.ts';

import {
  keepCountingModels,
  type CountingModel,
  countingModels,
} from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { mergeUntil } from '../../../../../../src/main/core/features/audience/buckets/merge.ts';
import { mergeSome } from '../../../../../../src/main/core/features/audience/buckets/merge-past.ts';
import { summedCounts } from '../../../../../../src/main/core/features/audience/buckets/period.ts';
import {
  keptPeriods,
  waitingPeriod,
} from '../../../../../../src/main/core/features/audience/buckets/period-rows.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { DWELL_STARTS_SECONDS } from '../../../../../../src/main/core/features/audience/counting/dwell-bins.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { pyramidOf } from '../../../../../../src/main/core/features/audience/insights/pyramid.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { audienceToday } from '../../../../../../src/main/core/features/audience/insights/today.ts';
import {
  dayStart,
  HOUR_MS,
  laterDay,
  localTime,
  weekOf,
} from '../../../../../../src/main/core/platform/time/local-time.ts';
import { openStore, type Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { BERLIN, camera, madeStore, settings, closeAll } from '../made-audience.ts';
import { daysBetween, simulated } from '../simulated-days.ts';

const FROM = '2026-10-19';
const TO = '2026-11-01';
const at = (day: string, hour: number) => dayStart(day, BERLIN.timeZone) + hour * HOUR_MS;
const NIGHT = at(TO, 23);
const GENDER: CountingModel['confusion'] = [
  [1832, 138],
  [129, 1700],
];
const READERS: CountingModel[] = [
  { task: 'gender', visible: 'full', name: 'gender.full', sha256: 'x', confusion: GENDER },
];
const put = (store: Store, increments: readonly Increment[], id = 'c1', models = countingModels(READERS)) =>
  writeCounts(store, { camera: id, site: BERLIN, models }, increments);
const question = { cameras: ['c1'], from: FROM, to: TO };
const sumOf = (increments: readonly Increment[], figure: string) =>
  increments.reduce((sum, one) => sum + (one.of === 'quarter' && one.figure === figure ? one.by : 0), 0);

/** Two weeks with the change of the clocks between them; made once, to be read alone. */
const made = new Map<number, { store: Store; increments: Increment[] }>();
const folder = mkdtempSync(join(tmpdir(), 'demiface-test-'));
afterAll(async () => {
  for (const { store } of made.values()) await store.close();
  rmSync(folder, { recursive: true, force: true });
});
function twoWeeks(perHour: number) {
  const known = made.get(perHour);
  if (known) return known;
  const fresh = filled(openStore(join(folder, `${perHour}.sqlite`)), perHour);
  made.set(perHour, fresh);
  return fresh;
}
function filled(store: Store, perHour: number) {
  const increments = simulated(BERLIN, at(FROM, 0), at(TO, 24), perHour);
  put(store, increments);
  closeAll(store, settings(), NIGHT);
  return { store, increments };
}

test('by hour, day and week: the same visits, by the site’s calendar', () => {
  const { store, increments } = twoWeeks(14);
  const visits = sumOf(increments, 'visits');
  const total = ({ points }: ReturnType<typeof seriesOf>) =>
    points.reduce((sum, point) => sum + point.visits, 0);
  for (const by of ['hour', 'day', 'week'] as const) {
    const series = seriesOf(store, settings(), { ...question, by }, NIGHT);
    expect(total(series)).toBeCloseTo(visits, 6);
    expect(series.visits).toBe(visits);
    expect(series.points.every(({ isFlagged }) => !isFlagged)).toBe(true);
  }
  const days = seriesOf(store, settings(), { ...question, by: 'day' }, NIGHT).points;
  expect(days.map(({ firstDay }) => firstDay)).toEqual(daysBetween(FROM, TO));
  for (const { firstDay, visits: told, passersBy } of days) {
    const ofDay = increments.filter(({ atMs }) => localTime(atMs, BERLIN.timeZone).day === firstDay);
    expect(told).toBe(sumOf(ofDay, 'visits'));
    expect(passersBy).toBe(sumOf(ofDay, 'passersBy'));
  }
  const weeks = seriesOf(store, settings(), { ...question, by: 'week' }, NIGHT).points;
  expect(weeks.map(({ firstDay }) => firstDay)).toEqual([FROM, '2026-10-26']);
  const hours = seriesOf(store, settings(), { ...question, by: 'hour' }, NIGHT).points;
  expect(hours).toHaveLength(14 * 9);
  expect(hours.every(({ from, to }) => Date.parse(to) - Date.parse(from) === HOUR_MS)).toBe(true);
  expect(hours.some(({ isSpread }) => isSpread)).toBe(true);
});

test('few passers-by: what days and weeks show together does not give a suppressed figure away', () => {
  const store = madeStore();
  const days = daysBetween(FROM, TO);
  const passersBy = [4, 40, 33, 52, 18, 25, 61, 30, 44, 29, 71, 35, 16, 12];
  days.forEach((day, i) =>
    put(store, [
      { of: 'quarter', atMs: at(day, 10), figure: 'visits', by: 20 },
      { of: 'quarter', atMs: at(day, 10), figure: 'observedSeconds', by: 900 },
      { of: 'quarter', atMs: at(day, 10), figure: 'passersBy', by: passersBy[i]! },
    ]),
  );
  closeAll(store, settings(), NIGHT);
  const ofDays = seriesOf(store, settings(), { ...question, by: 'day' }, NIGHT);
  const ofWeeks = seriesOf(store, settings(), { ...question, by: 'week' }, NIGHT);
  expect(ofDays.points[0]!.passersBy).toBeNull();
  for (const [i, week] of ofWeeks.points.entries()) {
    const own = ofDays.points.filter(({ firstDay }) => weekOf(firstDay) === week.firstDay);
    if (week.passersBy !== null) expect(own.filter((day) => day.passersBy === null).length).not.toBe(1);
    if (week.passersBy !== null)
      expect(week.passersBy).toBe(passersBy.slice(i * 7, i * 7 + 7).reduce((a, b) => a + b, 0));
  }
  expect(ofDays.points.filter((day) => day.passersBy === null).length).toBeLessThan(6);
});

test('a bucket observed under 80 % is flagged, and its hours are in no heat map', () => {
  const { store } = filled(madeStore(), 40);
  const next = laterDay(TO, 1);
  put(store, [
    { of: 'quarter', atMs: at(next, 10), figure: 'visits', by: 500 },
    { of: 'quarter', atMs: at(next, 10), figure: 'observedSeconds', by: 900 },
    { of: 'quarter', atMs: at(next, 10.25), figure: 'darkSeconds', by: 900 },
  ]);
  closeAll(store, settings(), at(next, 23));
  const wider = { ...question, to: next };
  const hours = seriesOf(store, settings(), { ...wider, by: 'hour' }, at(next, 23)).points;
  const bad = hours.find(({ from }) => from === new Date(at(next, 10)).toISOString())!;
  expect(bad).toMatchObject({ isFlagged: true, visits: 500 });
  expect(bad.observedShare).toBeCloseTo(0.25, 6);
  const before = heatMapOf(store, settings(), question, NIGHT);
  const after = heatMapOf(store, settings(), wider, at(next, 23));
  expect(after.cells).toEqual(before.cells);
  expect(after.hoursLeftOut).toBeGreaterThan(before.hoursLeftOut);
});

test('the heat map is the mean of the hours, closed ones empty', () => {
  const { store, increments } = twoWeeks(80);
  const { cells, hoursLeftOut } = heatMapOf(store, settings(), question, NIGHT);
  expect(hoursLeftOut).toBe(0);
  expect(cells).toHaveLength(168);
  const byPlace = Map.groupBy(increments, ({ atMs }) => {
    const local = localTime(atMs, BERLIN.timeZone);
    return `${local.weekday} ${Math.floor(local.minute / 60)}`;
  });
  for (const { weekday, hour, visitsPerHour, hours } of cells) {
    const here = byPlace.get(`${weekday} ${hour}`) ?? [];
    if (hour < 9 || hour >= 18) expect([visitsPerHour, hours]).toEqual([null, 0]);
    else expect([visitsPerHour, hours]).toEqual([sumOf(here, 'visits') / 2, 2]);
  }
});

test('the pyramid: cells and totals are those that were counted, or suppressed; genders corrected, ages not, for nobody measured them', () => {
  const { store, increments } = twoWeeks(14);
  const { ages, genders, counts, corrected, correctedFor } = pyramidOf(store, settings(), question, NIGHT);
  expect([ages.length, genders]).toEqual([7, ['male', 'female', 'unknown']]);
  const counted = (age: string, gender: string) =>
    increments.reduce(
      (sum, one) => sum + (one.of === 'cell' && one.age === age && one.gender === gender ? one.by : 0),
      0,
    );
  let shown = 0;
  ages.slice(0, -1).forEach((age, i) =>
    genders.slice(0, -1).forEach((gender, j) => {
      if (counts[i]![j] !== null) {
        shown++;
        expect(counts[i]![j]).toBe(counted(age, gender));
        const { value, low, high } = corrected[i]![j]!;
        expect(low <= value && value <= high).toBe(true);
      } else expect(corrected[i]![j]).toBeNull();
    }),
  );
  expect(shown).toBeGreaterThan(6);
  expect(counts.at(-1)!.at(-1)).toBe(sumOf(increments, 'visits'));
  expect(correctedFor).toEqual(['gender']);
});

test('ages are corrected with genders where both are known to be misread', () => {
  const bands = AGE_BANDS.map((_, t) =>
    AGE_BANDS.map((_, r) => Math.round(200 / (1 + 3 * Math.abs(t - r) ** 2))),
  );
  const { store } = filled(madeStore(), 40);
  const set = countingModels([...READERS, { ...READERS[0]!, task: 'age', confusion: bands }]);
  keepCountingModels(store, set);
  store.raw.prepare('update audience_periods set models = ?').run(JSON.stringify([set.hash]));
  const { corrected, correctedFor, counts } = pyramidOf(store, settings(), question, NIGHT);
  expect(correctedFor).toEqual(['age', 'gender']);
  const told = corrected.flat().filter((cell) => cell !== null);
  expect(told).toHaveLength(12);
  const counted = counts.slice(0, 6).reduce((sum, row) => sum + row[0]! + row[1]!, 0);
  expect(told.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(counted, 6);
});

test.each([
  [0, false, true],
  [12, false, false],
  [110, true, false],
  [715, false, true],
  [720, false, true],
])(
  'corrected counts of 720 faces of which %i were masked say whether intervals may be too narrow',
  (masked, is, isSuppressed) => {
    const store = madeStore();
    const lower = { ...READERS[0]!, visible: 'lower' as const };
    put(
      store,
      [
        { of: 'quarter', atMs: at(FROM, 10), figure: 'visits', by: 720 },
        { of: 'quarter', atMs: at(FROM, 10), figure: 'observedSeconds', by: 900 },
        { of: 'quarter', atMs: at(FROM, 10), figure: 'masked', by: masked },
        ...ADULT_BANDS.flatMap((age) =>
          (['female', 'male'] as const).map((gender) => ({
            ...{ of: 'cell' as const, atMs: at(FROM, 10), age, gender, by: 60 },
          })),
        ),
      ],
      undefined,
      countingModels([...READERS, lower, { ...lower, visible: 'upper' }]),
    );
    closeAll(store, settings(), at(FROM, 23));
    const answer = pyramidOf(store, settings(), { ...question, to: FROM }, NIGHT);
    expect([answer.correctedFor, answer.isPartlyCovered]).toEqual([['gender'], is]);
    expect(answer.isCoverSuppressed).toBe(isSuppressed);
    expect(csvOf(answer).includes('corrected as whole faces')).toBe(isSuppressed);
    expect(csvOf(answer).includes('intervals may be too narrow')).toBe(is);
  },
);

test('a corrected figure tells nothing of a suppressed one: other suppressed figures, the same corrected ones', () => {
  const answer = (small: readonly [number, number][], masked: number) => {
    const store = madeStore();
    const day = FROM;
    const cell = (age: '18-24' | '25-34' | '35-44', gender: 'male' | 'female', by: number): Increment => ({
      ...{ of: 'cell', atMs: at(day, 10), age, gender, by },
    });
    put(store, [
      { of: 'quarter', atMs: at(day, 10), figure: 'visits', by: 340 },
      { of: 'quarter', atMs: at(day, 10), figure: 'observedSeconds', by: 900 },
      { of: 'quarter', atMs: at(day, 10), figure: 'masked', by: masked },
      ...[cell('18-24', 'male', small[0]![0]), cell('18-24', 'female', small[0]![1])],
      ...[cell('25-34', 'male', small[1]![0]), cell('25-34', 'female', small[1]![1])],
      ...[cell('35-44', 'male', 60), cell('35-44', 'female', 80)],
    ]);
    closeAll(store, settings(), at(day, 23));
    return pyramidOf(store, settings(), { ...question, to: day }, NIGHT);
  };
  // The same totals of rows and columns with other figures within.
  const [one, other] = [
    answer(
      [
        [4, 40],
        [46, 50],
      ],
      3,
    ),
    answer(
      [
        [8, 36],
        [42, 54],
      ],
      7,
    ),
  ];
  expect(one.counts).toEqual(other.counts);
  expect(one.corrected).toEqual(other.corrected);
  expect(one.corrected.flat().some((cell) => cell !== null)).toBe(true);
});

test('dwell: bins as they were counted, the median within its bin', () => {
  const { store, increments } = twoWeeks(80);
  const table = dwellOf(store, settings(), { ...question, zone: '' }, NIGHT);
  const counted = (bin: number) =>
    increments.reduce((sum, one) => sum + (one.of === 'dwell' && one.bin === bin ? one.by : 0), 0);
  expect(table.bins.map(({ visits }) => visits)).toEqual(table.bins.map((_, bin) => counted(bin)));
  const seconds = increments
    .flatMap((one) => (one.of === 'dwell' ? Array<number>(one.by).fill(one.bin) : []))
    .sort((a, b) => a - b);
  const median = table.bins[seconds[Math.floor(seconds.length / 2)]!]!;
  expect(table.medianSeconds! >= median.fromSeconds && table.medianSeconds! <= median.toSeconds!).toBe(true);
  expect(dwellOf(store, settings(), { ...question, zone: 'nowhere' }, NIGHT)).toMatchObject({
    visits: null,
    medianSeconds: null,
  });
});

test('today: only hours that closing cannot change any more; under k nothing', () => {
  const store = madeStore();
  const increments = simulated(BERLIN, at(FROM, 0), at(FROM, 24), 14);
  const seen: string[][] = [];
  for (const hour of [9, 11, 13, 15, 17]) {
    put(
      store,
      increments.filter(({ atMs }) => atMs >= at(FROM, hour - 2) && atMs < at(FROM, hour)),
    );
    const now = at(FROM, hour);
    const told = seriesOf(store, settings(), { ...question, by: 'hour' }, now).points;
    seen.push(told.map(({ from, visits }) => `${from} ${visits}`));
    const today = audienceToday(store, settings(), now);
    expect(today.hours.reduce((sum, { visits }) => sum + visits, 0)).toBeCloseTo(
      told.reduce((sum, { visits }) => sum + visits, 0),
      6,
    );
    expect(today.visits === null || today.visits >= 10).toBe(true);
  }
  put(
    store,
    increments.filter(({ atMs }) => atMs >= at(FROM, 17)),
  );
  closeAll(store, settings(), at(FROM, 23));
  const final = seriesOf(store, settings(), { ...question, by: 'hour' }, at(FROM, 23)).points.map(
    ({ from, visits }) => `${from} ${visits}`,
  );
  for (const early of seen) expect(final.slice(0, early.length)).toEqual(early);
  expect(seen.at(-1)!.length).toBeGreaterThan(2);
  expect(audienceToday(store, settings(), at(FROM, 23)).visits).toBe(sumOf(increments, 'visits'));
});

test('after k was raised no figures are given until the past is merged, step by step and without loss', () => {
  const { store, increments } = filled(madeStore(), 14);
  const stricter = settings({ k: 24 });
  const hours = () => seriesOf(store, stricter, { ...question, by: 'hour' }, NIGHT);
  const kept = () => keptPeriods(store, 'c1', FROM, TO);
  const bare = (periods: ReturnType<typeof kept>) =>
    periods.map((period) => ({ ...period, cells: [], dwells: [] }));
  const countsOf = (periods: ReturnType<typeof kept>) => {
    const all = summedCounts(
      periods.flatMap(({ cells }) => cells),
      periods.flatMap(({ dwells }) => dwells),
    );
    return [...all.cells, ...all.dwells].map((one) => JSON.stringify(one)).sort();
  };
  const before = kept();
  expect(hours).toThrow('Camera c1 are being merged to 24 faces');
  expect(audienceToday(store, stricter, NIGHT).hours).toEqual([]);
  let steps = 0;
  while (mergeSome(store, 'c1', BERLIN, stricter.k)) steps++;
  expect(steps).toBeGreaterThan(1);
  expect(kept().every(({ visits }) => visits === 0 || visits >= 24)).toBe(true);
  expect(bare(kept())).toEqual(bare(mergeUntil(before, 24).kept));
  expect(countsOf(kept())).toEqual(countsOf(before));
  expect(hours().visits).toBe(sumOf(increments, 'visits'));
  expect(audienceToday(store, stricter, NIGHT).hours.length).toBeGreaterThan(0);
});

test('what is fewer than a raised k in all waits for the next day', () => {
  const { store, increments } = filled(madeStore(), 14);
  while (mergeSome(store, 'c1', BERLIN, 100_000));
  const asked = { ...question, by: 'day' } as const;
  expect(seriesOf(store, settings({ k: 100_000 }), asked, NIGHT).visits).toBeNull();
  expect(waitingPeriod(store, 'c1')!.visits).toBe(sumOf(increments, 'visits'));
});

test('two cameras add up; one that is not set up is refused', () => {
  const { store, increments } = filled(madeStore(), 30);
  const other = simulated(BERLIN, at(TO, 24), at(laterDay(TO, 1), 24), 30, 2);
  put(store, other, 'c2');
  put(store, simulated(BERLIN, at(TO, 24), at(laterDay(TO, 1), 24), 30, 3));
  const both = settings({ cameras: [camera(), camera([], 'c2')] });
  closeAll(store, both, at(laterDay(TO, 1), 23));
  const series = seriesOf(
    store,
    both,
    { cameras: ['c1', 'c2'], from: FROM, to: TO, by: 'day' },
    at(laterDay(TO, 1), 23),
  );
  expect(series.visits).toBe(sumOf(increments, 'visits'));
  const [last] = seriesOf(
    store,
    both,
    { cameras: ['c1', 'c2'], from: laterDay(TO, 1), to: laterDay(TO, 1), by: 'day' },
    at(laterDay(TO, 1), 23),
  ).points;
  const ofLast = (id: string) =>
    keptPeriods(store, id, laterDay(TO, 1), laterDay(TO, 1)).reduce((sum, { visits }) => sum + visits, 0);
  expect(last!.visits).toBe(ofLast('c1') + ofLast('c2'));
  expect(() => seriesOf(store, both, { ...question, cameras: ['c3'], by: 'day' }, NIGHT)).toThrow('c3');
});

test('what all cameras show less what all but one show gives no small figure of that one away', () => {
  const store = madeStore();
  const cameras = [camera(), camera([], 'c2'), camera([], 'c3')];
  const three = settings({ cameras });
  const hour = at(FROM, 10);
  const counted = (figure: 'visits' | 'observedSeconds' | 'masked' | 'headsets' | 'passersBy', by: number) =>
    ({ of: 'quarter', atMs: hour, figure, by }) as const;
  const count = (id: string, [small, large, masked, passersBy]: readonly [number, number, number, number]) =>
    put(
      store,
      [
        ...[counted('visits', small + 13 * large), counted('observedSeconds', 900)],
        ...[counted('masked', masked), counted('headsets', large), counted('passersBy', passersBy)],
        ...ADULT_BANDS.flatMap((age, i) =>
          GENDERS.map((gender, j) => ({
            ...({ of: 'cell', atMs: hour, age, gender } as const),
            by: i + j === 0 ? small : large,
          })),
        ),
        ...DWELL_STARTS_SECONDS.map((_, bin) => ({
          ...({ of: 'dwell', atMs: hour, zone: '', bin } as const),
          by: bin === 1 ? small : large,
        })),
      ],
      id,
    );
  count('c1', [4, 60, 3, 5]);
  count('c2', [30, 80, 40, 70]);
  count('c3', [50, 90, 60, 100]);
  closeAll(store, three, at(FROM, 23));
  const figures = (ids: readonly string[]): (number | null)[] => {
    const asked = { cameras: [...ids], from: FROM, to: FROM };
    const series = seriesOf(store, three, { ...asked, by: 'day' }, NIGHT);
    const { ages, counts } = pyramidOf(store, three, asked, NIGHT);
    const { bins } = dwellOf(store, three, { ...asked, zone: '' }, NIGHT);
    const [day] = series.points;
    return [counts[ages.indexOf(ADULT_BANDS[0])]![0]!, bins[1]!.visits, series.masked, day!.passersBy];
  };
  const whole = figures(['c1', 'c2', 'c3']);
  const rest = figures(['c2', 'c3']);
  expect(figures(['c1'])).toEqual([null, null, null, null]);
  for (const [i, figure] of whole.entries())
    expect([i, figure === null || rest[i] === null]).toEqual([i, true]);
  expect(whole).toEqual([84, 84, 103, 175]);
  expect(figures(['c3'])).toEqual([50, 50, 60, 100]);
});

test('CSV holds what is shown: as many suppressed figures, the same numbers', () => {
  const { store } = twoWeeks(2);
  const answers = [
    seriesOf(store, settings(), { ...question, by: 'day' }, NIGHT),
    heatMapOf(store, settings(), question, NIGHT),
    pyramidOf(store, settings(), { ...question, to: laterDay(FROM, 5) }, NIGHT),
    dwellOf(store, settings(), { ...question, zone: '' }, NIGHT),
  ];
  for (const answer of answers) {
    const lines = csvOf(answer).trimEnd().split('\r\n');
    const widths = new Set(lines.map((line) => line.split(',').length));
    expect(widths.size).toBe(1);
    expect(lines.length).toBeGreaterThan(5);
  }
  const pyramid = answers[2] as ReturnType<typeof pyramidOf>;
  const suppressed = csvOf(pyramid).match(/suppressed/g)?.length ?? 0;
  const isAbsent = (i: number, j: number) => pyramid.absent[i]?.[j] ?? false;
  expect(suppressed).toBe(
    pyramid.counts.flatMap((row, i) => row.filter((count, j) => count === null && !isAbsent(i, j))).length,
  );
  expect(suppressed).toBeGreaterThan(0);
  const total = csvOf(pyramid).trimEnd().split('\r\n').at(-1);
  expect(total).toBe(`all,all,${pyramid.counts.at(-1)!.at(-1)},,,`);
});

test.each(['age', 'gender'])('a damaged row of another %s counts among the rest', (column) => {
  const store = madeStore();
  const cell = (age: '18-24' | '25-34', by: number): Increment => ({
    ...{ of: 'cell', atMs: at(FROM, 10), age, gender: 'female', by },
  });
  put(store, [
    { of: 'quarter', atMs: at(FROM, 10), figure: 'visits', by: 100 },
    { of: 'quarter', atMs: at(FROM, 10), figure: 'observedSeconds', by: 900 },
    ...[cell('18-24', 60), cell('25-34', 40)],
  ]);
  closeAll(store, settings(), at(FROM, 23));
  const total = () => {
    const { counts } = pyramidOf(store, settings(), { ...question, to: FROM }, NIGHT);
    return Math.max(...counts.flat().map((count) => count ?? 0));
  };
  expect(total()).toBe(100);
  store.raw.prepare(`update audience_period_cells set ${column} = 'text' where age = '25-34'`).run();
  expect(total()).toBe(100);
});
