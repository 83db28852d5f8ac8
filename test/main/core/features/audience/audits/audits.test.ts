import { expect, test } from 'vitest';

import {
  type CountingModels,
  countingModels,
} from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { CountedCamera } from '../../../../../../src/main/core/features/audience/cameras/counted-camera.ts';
import {
  errorOf,
  poissonInterval,
} from '../../../../../../src/main/core/features/audience/audits/camera-error.ts';
import { cameraError } from '../../../../../../src/main/core/features/audience/audits/known-error.ts';
import {
  matchEntries,
  TOLERANCE_MS,
} from '../../../../../../src/main/core/features/audience/audits/match.ts';
import { AuditCount } from '../../../../../../src/main/core/features/audience/audits/audit-count.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import { adult, BERLIN, camera, framesOf, madeStore, straight, TILL } from '../made-audience.ts';

/** The largest matching by trying every pairing. */
function mostPairs(taps: readonly number[], visits: readonly number[]): number {
  const [first, ...rest] = taps;
  if (first === undefined) return 0;
  let best = mostPairs(rest, visits);
  visits.forEach((visit, i) => {
    if (Math.abs(visit - first) <= TOLERANCE_MS)
      best = Math.max(best, 1 + mostPairs(rest, visits.toSpliced(i, 1)));
  });
  return best;
}

test('as many pairs as there can be', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = randomFor(seed, 'taps');
    const times = () => Array.from({ length: random.int(7) }, () => Math.round(random.uniform(0, 40_000)));
    const [taps, visits] = [times(), times()];
    const both = mostPairs(taps, visits);
    expect(matchEntries(taps, visits)).toEqual({
      both,
      onlyPerson: taps.length - both,
      onlyCamera: visits.length - both,
    });
  }
});

/** People who come in at a busy door, each seen by the person and the camera a little apart, from before a span to after it. */
function busyDoor(seed: number, { missed = 0, extra = 0 }) {
  const random = randomFor(seed, 'door');
  const [taps, visits]: [number[], number[]] = [[], []];
  for (let at = -60_000; at < 960_000; at += random.uniform(0, 6000)) {
    if (!random.bool(missed)) visits.push(at + random.uniform(0, 3000));
    if (random.bool(extra)) visits.push(at + random.uniform(0, 6000));
    taps.push(at + random.uniform(0, 2000));
  }
  return { taps, visits };
}

/** What an audit of a quarter of an hour keeps of it. @param endMs when it is ended */
function audited({ taps, visits }: ReturnType<typeof busyDoor>, endMs: number) {
  const store = madeStore();
  const audit = new AuditCount(store, { id: 'c1', name: 'Door' }, countingModels([]), 0);
  const known = (times: readonly number[]) => times.filter((at) => at >= 0 && at <= endMs);
  for (const at of known(taps)) audit.tap(at);
  for (const at of known(visits)) audit.visit(at);
  audit.end(endMs);
  const row = store.raw.prepare('select both, only_person, only_camera, seconds from audience_audits').get();
  return row as { both: number; only_person: number; only_camera: number; seconds: number };
}

test('a camera that counts everyone once is without error, with visits across the edges of the audit', () => {
  for (let seed = 0; seed < 10; seed++)
    for (const endMs of [90_000, 900_000, 905_000, 930_000]) {
      const { both, only_person, only_camera, seconds } = audited(busyDoor(seed, {}), endMs);
      expect([only_person, only_camera]).toEqual([0, 0]);
      expect(both).toBeGreaterThan(15);
      expect(seconds).toBe(Math.min(900, endMs / 1000) - 10);
    }
});

test('what a camera misses and adds is found, on average within half a percent', () => {
  const [missed, extra] = [0.2, 0.05];
  let [entries, visits] = [0, 0];
  for (let seed = 0; seed < 60; seed++) {
    const { both, only_person, only_camera } = audited(busyDoor(seed, { missed, extra }), 900_000);
    entries += both + only_person;
    visits += both + only_camera;
  }
  expect(Math.abs(visits / entries - (1 - missed + extra))).toBeLessThan(0.005);
});

test('Byar’s interval is close to the exact one of a Poisson count', () => {
  // Exact: Ulm 1990, Table 1.
  for (const [count, low, high] of [
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
  ] as const) {
    const [a, b] = poissonInterval(count);
    expect(Math.abs(a - low)).toBeLessThan(0.15);
    expect(Math.abs(b - high)).toBeLessThan(0.15);
  }
});

test('the interval of the ratio holds the true one in about 95 of 100 audits', () => {
  for (const [entries, missed, extra] of [
    [25, 0.1, 0.05],
    [60, 0.2, 0.1],
    [40, 0, 0],
  ] as const) {
    let held = 0;
    for (let seed = 0; seed < 500; seed++) {
      const random = randomFor(seed, 'tally', entries);
      const hits = (n: number, p: number) =>
        Array.from({ length: n }, () => random.bool(p)).filter(Boolean).length;
      const onlyPerson = hits(entries, missed);
      const onlyCamera = hits(entries * 20, extra / 20);
      const { ratio } = errorOf({ both: entries - onlyPerson, onlyPerson, onlyCamera });
      const truth = 1 - missed + extra;
      if (ratio!.low <= truth && ratio!.high >= truth) held++;
    }
    expect(held / 500).toBeGreaterThan(0.92);
  }
  expect(errorOf({ both: 0, onlyPerson: 0, onlyCamera: 3 })).toEqual({
    ratio: null,
    missed: null,
    extra: null,
  });
});

test('audits are kept as counts, per camera and models; of the models that read now where there are any', () => {
  const store = madeStore();
  const models = countingModels([]);
  const other = countingModels([
    { task: 'gender', visible: 'full', name: 'g', sha256: 'x', confusion: null },
  ]);
  const audit = (set: CountingModels, id: string, missed: number) => {
    const one = new AuditCount(store, { id, name: 'Door' }, set, 0);
    for (let i = 0; i < 20; i++) one.tap(30_000 * i + 6000);
    one.tap(601_000);
    one.untap();
    for (let i = missed; i < 20; i++) one.visit(30_000 * i + 8000);
    one.visit(615_000);
    expect([one.entries, one.secondsLeft(600_000)]).toEqual([20, 300]);
    one.end(900_000);
  };
  expect(cameraError(store, 'c1', models.hash)).toMatchObject({ audits: 0, ratio: null, isOutdated: false });
  audit(models, 'c1', 4);
  expect(cameraError(store, 'c1', models.hash)).toMatchObject({
    audits: 1,
    minutes: 890 / 60,
    entries: 20,
    isOutdated: false,
  });
  expect(cameraError(store, 'c1', models.hash).ratio!.value).toBeCloseTo(17 / 20, 12);
  expect(cameraError(store, 'c1', models.hash).missed!.value).toBeCloseTo(0.2, 12);
  expect(cameraError(store, 'c1', other.hash)).toMatchObject({ audits: 1, isOutdated: true });
  audit(other, 'c1', 0);
  expect(cameraError(store, 'c1', other.hash)).toMatchObject({ audits: 1, isOutdated: false });
  expect(cameraError(store, 'c2', models.hash).audits).toBe(0);
  expect(store.raw.prepare('select action from audit').pluck().all()).toEqual([
    'audience.audit',
    'audience.audit',
  ]);
  const short = new AuditCount(store, { id: 'c1', name: 'Door' }, models, 0);
  expect(() => short.end(59_000)).toThrow('less than a minute');
});

test('a counted camera tells an audit of each visit, once', () => {
  const store = madeStore();
  const models = countingModels([]);
  const counted = new CountedCamera(store, { camera: camera(), site: BERLIN, measures: ['count'] }, models);
  const visits: number[] = [];
  counted.listener = { visit: (at) => visits.push(at), withdraw: () => expect.unreachable() };
  const start = Date.parse('2026-11-26T09:00:00Z');
  const way = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 });
  const walkers = [0, 3000, 9000].map((fromMs, i) => ({
    ...{ track: i + 1, fromMs, toMs: fromMs + 4000, way, reading: adult(30, 'male') },
  }));
  for (const frame of framesOf(walkers, 20_000)) counted.add(frame, start + frame.atMs);
  expect(visits).toHaveLength(3);
  counted.endTracks();
  expect(store.raw.prepare('select sum(visits) from audience_quarters').pluck().get()).toBe(3);
});

test('who turns out to be staff leaves the audit with the counts', () => {
  const store = madeStore();
  const models = countingModels([]);
  const start = Date.parse('2026-11-26T09:00:00Z');
  const audit = new AuditCount(store, { id: 'c1', name: 'Door' }, models, start);
  const counted = new CountedCamera(store, { camera: camera(), site: BERLIN, measures: ['count'] }, models);
  const told: number[] = [];
  counted.listener = {
    visit: (at) => (told.push(at), audit.visit(at)),
    withdraw: (at) => audit.withdraw(at),
  };
  const enter = straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.9 });
  const atTill = TILL.points.reduce(
    (sum, { x, y }) => ({ x: sum.x + x / TILL.points.length, y: sum.y + y / TILL.points.length }),
    { x: 0, y: 0 },
  );
  // Comes in within four seconds, then stays behind the till.
  const staff = {
    ...{ track: 1, fromMs: 10_000, toMs: 50_000, reading: adult(30, 'male') },
    way: (share: number) => (share < 0.1 ? enter(share * 10) : { ...enter(1), ...atTill }),
  };
  const guest = { track: 2, fromMs: 60_000, toMs: 64_000, way: enter, reading: adult(30, 'male') };
  for (const frame of framesOf([staff, guest], 80_000)) counted.add(frame, start + frame.atMs);
  expect(told).toHaveLength(2);
  counted.endTracks();
  audit.end(start + 80_000);
  expect(store.raw.prepare('select sum(visits) from audience_quarters').pluck().get()).toBe(1);
  expect(store.raw.prepare('select only_camera from audience_audits').pluck().get()).toBe(1);
});
