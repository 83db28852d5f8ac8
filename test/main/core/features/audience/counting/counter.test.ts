import { expect, test } from 'vitest';

import { Counter } from '../../../../../../src/main/core/features/audience/counting/counter.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import type { Measure, Zone } from '../../../../../../src/main/ipc/contract/audience.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import {
  adult,
  BERLIN,
  camera,
  DOOR,
  framesOf,
  SHELF,
  type Step,
  straight,
  TILL,
  type Walker,
} from '../made-audience.ts';

const TEN = Date.parse('2026-11-26T09:00:00Z'); // 10:00 in Berlin
const ALL: Measure[] = ['count', 'age', 'gender'];

function counted(
  walkers: Walker[],
  untilMs: number,
  zones: Zone[] = [DOOR, SHELF, TILL],
  measures = ALL,
): Increment[] {
  const counter = new Counter({ camera: camera(zones), site: BERLIN, measures });
  for (const frame of framesOf(walkers, untilMs)) counter.add(frame, TEN + frame.atMs);
  return counter.drain();
}
const total = (increments: Increment[], figure: string) =>
  increments.reduce((sum, one) => sum + (one.of === 'quarter' && one.figure === figure ? one.by : 0), 0);
const cells = (increments: Increment[]) =>
  increments.flatMap((one) => (one.of === 'cell' ? [`${one.age} ${one.gender} ${one.by}`] : []));
const dwells = (increments: Increment[]) =>
  Object.fromEntries(
    increments.flatMap((one) => (one.of === 'dwell' ? [[`${one.zone}:${one.bin}`, one.by]] : [])),
  );
const walker = (way: Walker['way'], more: Partial<Walker> = {}): Walker => ({
  ...{ track: 1, fromMs: 0, toMs: 4000, way, reading: adult(30, 'female'), ...more },
});
const along =
  (...stops: Step[]) =>
  (share: number): Step => {
    const at = Math.min(stops.length - 2, Math.floor(share * (stops.length - 1)));
    return straight(stops[at]!, stops[at + 1]!)(share * (stops.length - 1) - at);
  };

test('in over the door is a visit, with its age and gender; over another side it is not', () => {
  const entering = counted([walker(straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 }))], 6000);
  expect([total(entering, 'visits'), total(entering, 'passersBy')]).toEqual([1, 0]);
  expect(cells(entering)).toEqual(['25-34 female 1']);
  const sideways = counted([walker(straight({ x: 0.1, y: 0.7 }, { x: 0.3, y: 0.7 }))], 6000);
  expect([total(sideways, 'visits'), total(sideways, 'passersBy')]).toEqual([0, 0]);
  const past = counted([walker(straight({ x: 0.05, y: 0.2 }, { x: 0.8, y: 0.25 }))], 6000);
  expect([total(past, 'visits'), total(past, 'passersBy')]).toEqual([0, 1]);
  expect(cells(past)).toEqual([]);
});

test('who only grazes the border passes by', () => {
  const grazing = counted(
    [walker((share) => ({ x: 0.2 + 0.5 * share, y: 0.38 + 0.04 * Math.sin(share * 20) }))],
    6000,
  );
  expect([total(grazing, 'visits'), total(grazing, 'passersBy')]).toEqual([0, 1]);
  const deeper = counted(
    [walker((share) => ({ x: 0.2 + 0.5 * share, y: 0.38 + 0.09 * Math.sin(share * 20) }))],
    6000,
  );
  expect([total(deeper, 'visits'), total(deeper, 'passersBy')]).toEqual([1, 0]);
});

test('in, out and in again is one visit', () => {
  const way = along({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }, { x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 });
  expect(total(counted([walker(way, { toMs: 9000 })], 12_000), 'visits')).toBe(1);
});

test('first seen within reach of the door came in by it, in the middle of the zone did not', () => {
  expect(total(counted([walker(straight({ x: 0.5, y: 0.45 }, { x: 0.5, y: 0.9 }))], 6000), 'visits')).toBe(1);
  expect(total(counted([walker(straight({ x: 0.5, y: 0.7 }, { x: 0.6, y: 0.9 }))], 6000), 'visits')).toBe(0);
});

test('too short is nothing; staff is nothing', () => {
  const short = walker(straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 }), { toMs: 600 });
  expect(counted([short], 3000).filter(({ of }) => of !== 'quarter')).toEqual([]);
  expect(total(counted([short], 3000), 'visits')).toBe(0);
  const staff = walker(
    along({ x: 0.9, y: 0.5 }, { x: 0.91, y: 0.5 }, { x: 0.9, y: 0.6 }, { x: 0.7, y: 0.3 }),
    { toMs: 8000 },
  );
  expect([total(counted([staff], 9000), 'visits'), total(counted([staff], 9000), 'passersBy')]).toEqual([
    0, 0,
  ]);
});

test('without an entrance a face that is seen long enough is a visit', () => {
  const way = straight({ x: 0.1, y: 0.1 }, { x: 0.3, y: 0.2 });
  expect(total(counted([walker(way)], 6000, []), 'visits')).toBe(1);
});

test('under 18 and what is not told count in the totals alone', () => {
  const way = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 });
  const cases: [Walker['reading'], string[]][] = [
    [adult(16, 'male'), []],
    [adult(17.9, 'male'), []],
    [adult(18, 'male'), ['18-24 male 1']],
    [{ occlusion: null }, []],
    [{ ...adult(40, 'male'), occlusion: null }, []],
    [adult(40, 'male', false), ['35-44 unknown 1']],
    [{ occlusion: 'lower', gender: adult(40, 'male').gender! }, []],
  ];
  for (const [reading, expected] of cases) {
    const increments = counted([walker(way, { reading: reading! })], 6000);
    expect(total(increments, 'visits')).toBe(1);
    expect(cells(increments)).toEqual(expected);
  }
  const age = counted([walker(way)], 6000, [DOOR], ['count', 'age']);
  const gender = counted([walker(way)], 6000, [DOOR], ['count', 'gender']);
  const neither = counted([walker(way)], 6000, [DOOR], ['count']);
  expect([cells(age), cells(gender), cells(neither)]).toEqual([
    ['25-34 unknown 1'],
    ['unknown female 1'],
    [],
  ]);
  const child = counted([walker(way, { reading: adult(9, 'female') })], 6000, [DOOR], ['count', 'gender']);
  expect(cells(child)).toEqual([]);
});

test('masks and headsets are counted', () => {
  const way = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 });
  const increments = counted(
    [
      walker(way, { reading: { ...adult(30, 'male'), occlusion: 'lower' } }),
      walker(way, { track: 2, reading: { ...adult(30, 'male'), occlusion: 'upper' } }),
    ],
    6000,
  );
  expect([total(increments, 'masked'), total(increments, 'headsets')]).toEqual([1, 1]);
});

test('dwell by zone and in view', () => {
  const way = along(
    { x: 0.5, y: 0.2 },
    { x: 0.5, y: 0.8 },
    { x: 0.51, y: 0.8 },
    { x: 0.5, y: 0.8 },
    { x: 0.5, y: 0.79 },
  );
  const increments = counted([walker(way, { toMs: 40_000 })], 45_000);
  // In view 40 s; in the shelf from y ≈ 0.65 (7.5 s) on: 32 s; in the door's zone from y ≈ 0.45 (4.5 s) on.
  expect(dwells(increments)).toEqual({ ':3': 1, 'shelf:3': 1, 'door:3': 1 });
});

test('counts stand at once and are put right later: drained often or once, the sums are the same', () => {
  const random = randomFor(3, 'walkers');
  const walkers = Array.from({ length: 60 }, (_, i) =>
    walker(
      straight(
        { x: random.uniform(0, 1), y: random.uniform(0, 0.4) },
        { x: random.uniform(0, 1), y: random.uniform(0.2, 1) },
      ),
      {
        track: i + 1,
        fromMs: i * 900,
        toMs: i * 900 + random.uniform(300, 20_000),
        reading: adult(random.uniform(5, 80), random.bool(0.5) ? 'male' : 'female', random.bool(0.8)),
      },
    ),
  );
  const sum = (every: number) => {
    const counter = new Counter({ camera: camera(), site: BERLIN, measures: ALL });
    const sums = new Map<string, number>();
    const take = () => {
      for (const { by, ...figure } of counter.drain())
        sums.set(
          JSON.stringify(figure),
          Math.round(1000 * ((sums.get(JSON.stringify(figure)) ?? 0) + by)) / 1000,
        );
    };
    let frames = 0;
    for (const frame of framesOf(walkers, 80_000)) {
      counter.add(frame, TEN + frame.atMs);
      if (++frames % every === 0) take();
    }
    counter.finish();
    take();
    return Object.fromEntries([...sums].filter(([, n]) => n !== 0).sort());
  };
  const once = sum(1e9);
  expect(Object.keys(once).length).toBeGreaterThan(20);
  expect(sum(7)).toEqual(once);
});

test('seconds: observed, dark, covered, moved; gaps are nobody’s; nothing outside opening hours', () => {
  const scenes = (ms: number) =>
    ms < 10_000 ? 'clear' : ms < 15_000 ? 'dark' : ms < 18_000 ? 'covered' : ms < 20_000 ? 'moved' : 'clear';
  const run = (startMs: number) => {
    const counter = new Counter({ camera: camera(), site: BERLIN, measures: ALL });
    for (const frame of framesOf([], 30_000, { scene: scenes })) counter.add(frame, startMs + frame.atMs);
    for (const frame of framesOf([], 45_000, { fromMs: 40_000 })) counter.add(frame, startMs + frame.atMs);
    return counter.drain();
  };
  const open = run(TEN);
  expect(total(open, 'observedSeconds')).toBeCloseTo(25, 3);
  expect(total(open, 'darkSeconds')).toBeCloseTo(5, 3);
  expect(total(open, 'blockedSeconds')).toBeCloseTo(5, 3);
  expect(run(Date.parse('2026-11-26T17:30:00Z'))).toEqual([]); // 18:30
  const closing = run(Date.parse('2026-11-26T16:59:50Z'));
  expect(total(closing, 'observedSeconds') + total(closing, 'darkSeconds')).toBeCloseTo(10, 3);
  const border = run(Date.parse('2026-11-26T09:14:55Z')).filter((one) => one.of === 'quarter');
  expect(border.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toContain('09:00');
  expect(border.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toContain('09:15');
});

test('a visit at closing time is counted, what comes later is not', () => {
  const counter = new Counter({ camera: camera(), site: BERLIN, measures: ALL });
  const way = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 });
  const walkers = [
    walker(way, { fromMs: 0, toMs: 10_000 }),
    walker(way, { track: 2, fromMs: 6000, toMs: 12_000 }),
  ];
  const start = Date.parse('2026-11-26T16:59:55Z');
  for (const frame of framesOf(walkers, 15_000)) counter.add(frame, start + frame.atMs);
  expect(total(counter.drain(), 'visits')).toBe(1);
  expect(counter.inView).toBe(0);
});

test('nothing is counted while the scene is not clear', () => {
  const counter = new Counter({ camera: camera(), site: BERLIN, measures: ALL });
  const walkers = [walker(straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 }))];
  for (const frame of framesOf(walkers, 6000, { scene: () => 'moved' })) counter.add(frame, TEN + frame.atMs);
  expect(total(counter.drain(), 'visits')).toBe(0);
});
