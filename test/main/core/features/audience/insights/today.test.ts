import { expect, test } from 'vitest';

import { randomFor } from '../../../../../../src/common/math/random.ts';
import type { LiveFace } from '../../../../../../src/inference/prediction/live-frame.ts';
import { Counter } from '../../../../../../src/main/core/features/audience/counting/counter.ts';
import { countingPlan } from '../../../../../../src/main/core/features/audience/counting/counting-plan.ts';
import type { AudienceSettings, Site } from '../../../../../../src/main/ipc/contract/audience.ts';
import type { AudienceToday } from '../../../../../../src/main/ipc/contract/insights.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { audienceToday } from '../../../../../../src/main/core/features/audience/insights/today.ts';
import {
  dayStart,
  HOUR_MS,
  laterDay,
  localTime,
  MINUTE_MS,
} from '../../../../../../src/main/core/platform/time/local-time.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { adult, BERLIN, camera, closeAll, madeStore, settings, TILL } from '../made-audience.ts';

const DAY = '2026-10-20';
const NEXT = laterDay(DAY, 1);
const at = (day: string, hour: number) => dayStart(day, BERLIN.timeZone) + hour * HOUR_MS;
const opening = (to: string) => Array.from({ length: 7 }, () => [{ from: '08:00', to }]);

function put(store: Store, id: string, site: Site, atMs: number, visits: number, passersBy = 0): void {
  const quarter = { of: 'quarter' as const, atMs };
  writeCounts(store, { camera: id, site, models: countingModels([]) }, [
    { ...quarter, figure: 'observedSeconds', by: 900 },
    { ...quarter, figure: 'visits', by: visits },
    { ...quarter, figure: 'passersBy', by: passersBy },
  ]);
}

const visits = (store: Store, day: string, byHour: Record<number, number>, id = 'c1') =>
  Object.entries(byHour).forEach(([hour, by]) => put(store, id, BERLIN, at(day, Number(hour)), by, 20));

const inSeries = (store: Store, chosen: AudienceSettings, cameras: string[], days: string[], now: number) =>
  seriesOf(store, chosen, { cameras, from: days[0]!, to: days.at(-1)!, by: 'day' }, now);

test.each<[string, Record<number, number>, Record<number, number>, number | null, number | null]>([
  ['few waited, many came', { 10: 4 }, { 10: 6, 11: 20, 12: 10 }, 30, 40],
  ['few waited, fewer than k came after the first', { 10: 4 }, { 10: 6, 11: 8 }, null, 18],
  ['few waited, all came in one hour', { 10: 4 }, { 12: 100 }, null, 104],
  ['few waited, few came', { 10: 4 }, { 10: 3 }, null, null],
  ['nobody waited', { 10: 14 }, { 10: 6, 11: 20 }, null, 26],
])('today tells what Insights tells, before and after its day is closed: %s', (...history) => {
  const [, before, today, open, closed] = history;
  const store = madeStore();
  visits(store, DAY, before);
  closeAll(store, settings(), at(NEXT, 1));
  visits(store, NEXT, today);
  expect(audienceToday(store, settings(), at(NEXT, 17))).toMatchObject({ visits: open, isOpen: true });
  closeAll(store, settings(), at(NEXT, 23));
  expect(audienceToday(store, settings(), at(NEXT, 23))).toMatchObject({ visits: closed, isOpen: false });
});

test('today leaves cameras of fewer than k out, and reports how many once their day is closed', () => {
  const store = madeStore();
  const two = settings({ cameras: [camera([]), camera([], 'c2')] });
  visits(store, DAY, { 10: 20, 12: 15 });
  visits(store, DAY, { 10: 6 }, 'c2');
  expect(audienceToday(store, two, at(DAY, 17))).toMatchObject({ visits: 20, camerasOfFew: 0 });
  closeAll(store, two, at(DAY, 23));
  const closed = { visits: 35, passersBy: 40, camerasOfFew: 1 };
  expect(audienceToday(store, two, at(DAY, 23))).toMatchObject(closed);
  visits(store, DAY, { 16: 3 }, 'c2');
  expect(audienceToday(store, two, at(DAY, 23.5))).toMatchObject(closed);
});

test('hours that are extended after the day was closed add nothing until k came in them', () => {
  const store = madeStore();
  visits(store, DAY, { 10: 20 });
  closeAll(store, settings(), at(DAY, 19));
  const longer = settings({ sites: [{ ...BERLIN, opening: opening('22:00') }] });
  visits(store, DAY, { 20: 3 });
  const few = audienceToday(store, longer, at(DAY, 21.5));
  expect(few).toMatchObject({ visits: 20, passersBy: 20 });
  visits(store, DAY, { 21: 8 });
  closeAll(store, longer, at(DAY, 23));
  expect(audienceToday(store, longer, at(DAY, 23))).toMatchObject({ visits: 31, passersBy: 60 });
});

test('today waits for days before it that are not closed: what they leave joins its first hours', () => {
  const store = madeStore();
  visits(store, DAY, { 10: 4 });
  visits(store, NEXT, { 9: 12, 10: 11, 11: 13 });
  // Days are not closed while the clock is in doubt.
  expect(audienceToday(store, settings(), at(NEXT, 13)).visits).toBeNull();
  closeAll(store, settings(), at(NEXT, 13));
  expect(audienceToday(store, settings(), at(NEXT, 13)).visits).toBe(27);
});

interface Reading {
  now: number;
  /** The day of each camera. */
  days: string;
  today: AudienceToday;
  /** What one question tells of days and cameras that lie within those of today. */
  within: Map<string, number>;
  /** What one question tells of more days. */
  around: number;
}

/** Shops in two time zones, one that closes early; hours are extended, and some evenings no day is closed. */
function readings(seed: number): Reading[] {
  const random = randomFor(seed, 'today');
  const store = madeStore();
  const sites: Site[] = [
    { ...BERLIN, id: 'a', opening: opening('13:00') },
    { ...BERLIN, id: 'b', opening: opening('18:00') },
    { ...BERLIN, id: 'c', timeZone: 'Pacific/Auckland', opening: opening('17:00') },
  ];
  const cameras = [...sites.map(({ id }) => id), 'b'].map((site, i) => ({
    ...camera([], `${site}${i}`),
    site,
  }));
  const chosen = settings({ sites, cameras });
  const all = cameras.map(({ id }) => id);
  const busy = cameras.map(() => random.bool(0.6));
  const read: Reading[] = [];
  for (let now = at(DAY, 0); now < at(DAY, 72); now += HOUR_MS) {
    for (const [i, { id, site: siteId }] of cameras.entries()) {
      const site = sites.find((one) => one.id === siteId)!;
      const { minute } = localTime(now - HOUR_MS, site.timeZone);
      const isOpen = minute >= 480 && minute < Number(site.opening[0]![0]!.to.slice(0, 2)) * 60;
      if (isOpen && random.bool(0.7)) put(store, id, site, now - HOUR_MS, random.int(busy[i] ? 20 : 6));
    }
    if (random.bool(0.9)) closeAll(store, chosen, now + 5 * 60_000);
    if (random.bool(0.1)) sites[random.int(3)]!.opening = opening(`${14 + random.int(9)}:00`);
    const later = now + 6 * 60_000;
    const dayOf = ({ site }: { site: string }) =>
      localTime(later, sites.find(({ id }) => id === site)!.timeZone).day;
    const byDay = Map.groupBy(cameras, dayOf);
    const within = new Map(
      [...byDay].flatMap(([day, some]) =>
        [...some.map(({ id }) => [id]), some.map(({ id }) => id)].map((ids) => [
          `${day} ${ids.join()}`,
          inSeries(store, chosen, ids, [day], later).visits ?? 0,
        ]),
      ),
    );
    read.push({
      ...{ now: later, days: cameras.map(dayOf).join(), within },
      today: audienceToday(store, chosen, later),
      around: inSeries(store, chosen, all, [laterDay(DAY, -9), laterDay(DAY, 9)], later).visits ?? 0,
    });
  }
  return read;
}

test.each([0, 1, 2])(
  'no reading of today differs from another, nor from an answer of Insights, by fewer than k: history %i',
  (seed) => {
    const all = readings(seed);
    const told = ({ today }: Reading) => today.visits ?? 0;
    const differences = all.flatMap((one, i) =>
      all.slice(i).flatMap((later) => {
        const around = later.around - told(one);
        if (later.days !== one.days) return [around];
        const hours = one.today.hours.map(
          ({ hour, visits: some }) =>
            [some, later.today.hours.find((same) => same.hour === hour)?.visits ?? some] as const,
        );
        return [
          ...[around, told(later) - told(one)],
          ...[...one.within.values()].map((part) => told(later) - part),
          ...hours.flatMap(([before, after]) => [before, after - before]),
        ];
      }),
    );
    expect(all.some((one) => told(one) >= 10)).toBe(true);
    expect([...new Set(differences)].filter((some) => some !== 0 && some < 10)).toEqual([]);
  },
);

const faceAt = (track: number, x: number): LiveFace => ({
  ...{ track, score: 1, isSeen: true, ...adult(30, 'male'), occlusion: 'none' },
  box: { x, y: 100, width: 50, height: 50 },
});

/**
 * What Today tells, from 8 to 13: nine faces come in the first hour, ten in each later one. Somebody else comes just before 9
 * and stays, at the till from one time after that to another.
 */
function readingsWithStaff(fromMs: number, toMs: number): (number | null)[] {
  const store = madeStore();
  const site = { ...BERLIN, opening: opening('20:00') };
  const shop = settings({ sites: [site], cameras: [camera([TILL])] });
  const counter = new Counter(countingPlan(shop, 'c1'));
  const begin = at(DAY, 8);
  const visitors = Array.from({ length: 49 }, (_, i) => {
    const [hour, number] = [Math.floor((i + 1) / 10), (i + 1) % 10];
    return begin + hour * HOUR_MS + (number * 3 + 1) * MINUTE_MS;
  });
  const told: (number | null)[] = [];
  for (let now = begin; now <= at(DAY, 13); now += 500) {
    const stayedMs = now - (begin + HOUR_MS - MINUTE_MS);
    const x = stayedMs >= fromMs && stayedMs < toMs ? 600 : 100;
    const here = visitors.flatMap((since, i) =>
      now >= since && now < since + 3000 ? [faceAt(100 + i, 300)] : [],
    );
    const gone = visitors.flatMap((since, i) => (now === since + 3000 ? [faceAt(100 + i, 300)] : []));
    const frame = { atMs: now - begin, width: 640, height: 480, scene: 'clear' as const };
    const ended = gone.map((face) => ({ face: { ...face, isSeen: false }, firstSeenMs: 0, lastSeenMs: 0 }));
    counter.add({ ...frame, faces: stayedMs >= 0 ? [...here, faceAt(1, x)] : here, ended }, now);
    if ((now - begin) % MINUTE_MS > 0) continue;
    writeCounts(store, { camera: 'c1', site, models: countingModels([]) }, counter.drain());
    const { visits: shown } = audienceToday(store, shop, now);
    if (told.length === 0 || told.at(-1) !== shown) told.push(shown);
  }
  return told;
}

test.each([
  ['staff after they were recognized', 32 * MINUTE_MS, Infinity, [null, 10, 20, 30, 40]],
  ['staff before they are recognized', 10 * MINUTE_MS, Infinity, [null, 19, 29, 39]],
  ['a visitor after it was told without it', 0, 62 * MINUTE_MS, [null, 19, 29, 39]],
])('no figure of today changes for one face that turns out to be %s', (_, fromMs, toMs, expected) => {
  expect(readingsWithStaff(fromMs, toMs)).toEqual(expected);
});
