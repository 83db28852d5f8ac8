import { expect, test } from 'vitest';

import { ADULT_BANDS } from '../../../../../../src/artifact/age-bands.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import { dwellOf } from '../../../../../../src/main/core/features/audience/insights/dwell.ts';
import { pyramidOf } from '../../../../../../src/main/core/features/audience/insights/pyramid.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { Upkeep } from '../../../../../../src/main/core/features/audience/buckets/upkeep.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import { backupsOfStore, BERLIN, camera, madeStore, settings } from '../made-audience.ts';

const FIRST = '2026-10-19';
const day = (number: number) => laterDay(FIRST, number);
const at = (number: number, hour: number) => dayStart(day(number), BERLIN.timeZone) + hour * HOUR_MS;
const chosen = (k: number, retentionDays = 365) => settings({ k, retentionDays, cameras: [camera([])] });

/** Visits of hours of one day, with their cells and dwell times. */
function count(store: Store, number: number, hours: readonly number[]): void {
  const increments = hours.flatMap((by, i): Increment[] => {
    const atMs = at(number, 9 + i);
    return [
      { of: 'quarter', atMs, figure: 'observedSeconds', by: 900 },
      { of: 'quarter', atMs, figure: 'visits', by },
      { of: 'cell', atMs, age: ADULT_BANDS[1], gender: 'male', by },
      { of: 'dwell', atMs, zone: '', bin: 1, by },
    ];
  });
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, increments);
}

/** What is done in the evening of a day, or at once where settings are saved. */
async function upkeep(store: Store, number: number, work: (upkeep: Upkeep) => Promise<void>): Promise<void> {
  const clock = { nowMs: () => at(number, 23), mayClose: true, mayDelete: true };
  const done = new Upkeep(store, clock, backupsOfStore(store));
  await work(done);
  expect(done.problems).toEqual([]);
}

interface Span {
  from: number;
  to: number;
  visits: number;
}

/** What an attacker learns who asks for every span of days; all views tell the same total, or hide it. */
function spansOf(store: Store, from: number, to: number, wanted: ReturnType<typeof chosen>): Span[] {
  const spans: Span[] = [];
  for (let first = from; first <= to; first++)
    for (let last = first; last <= to; last++) {
      const question = { cameras: ['c1'], from: day(first), to: day(last) };
      const now = at(to, 23);
      const { visits } = seriesOf(store, wanted, { ...question, by: 'day' }, now);
      expect(pyramidOf(store, wanted, question, now).counts.at(-1)!.at(-1)).toBe(visits);
      expect(dwellOf(store, wanted, { ...question, zone: '' }, now).visits).toBe(visits);
      spans.push({ from: first, to: last, visits: visits ?? 0 });
    }
  return spans;
}

/** Every figure that follows from two spans of which one lies within the other, and from a span and two that it is made of. */
function learned(spans: readonly Span[]): number[] {
  return spans.flatMap((whole) =>
    spans
      .filter(({ from, to }) => from >= whole.from && to <= whole.to)
      .flatMap((part) => {
        const left = whole.visits - part.visits;
        const others = spans.filter(
          ({ from, to }) => from >= whole.from && to <= whole.to && (from > part.to || to < part.from),
        );
        return [left, ...others.map(({ visits }) => left - visits)];
      }),
  );
}
const fewIn = (spans: readonly Span[], k: number) =>
  [...new Set(learned(spans))].filter((visits) => visits !== 0 && visits < k);

test('no two spans of days differ by fewer than k after k was raised, nor with answers of later days', async () => {
  for (let seed = 0; seed < 4; seed++) {
    const random = randomFor(seed, 'spans');
    const store = madeStore();
    const days =
      seed === 0
        ? [[7], [6], [9], [5], [8]]
        : Array.from({ length: 6 }, () =>
            Array.from({ length: random.int(4) }, () => 5 + random.int(random.bool(0.2) ? 30 : 6)),
          );
    for (const [number, hours] of days.entries()) {
      count(store, number, hours);
      await upkeep(store, number, (evening) => evening.run(chosen(5)));
    }
    const last = days.length - 1;
    await upkeep(store, last, (saved) => saved.mergePast(chosen(10)));
    const spans = spansOf(store, 0, last, chosen(10));
    const stored = store.raw.prepare('select sum(visits) from audience_periods').pluck().get();
    expect([seed, stored]).toEqual([seed, days.flat().reduce((sum, by) => sum + by, 0)]);
    expect([seed, fewIn(spans, 10)]).toEqual([seed, []]);
    count(store, last + 1, [11, 3]);
    await upkeep(store, last + 1, (evening) => evening.run(chosen(10, last)));
    const later = spansOf(store, 1, last + 1, chosen(10, last));
    // Days that were deleted since are in the older answers alone.
    const both = [...spans.filter(({ from }) => from > 1), ...later.filter(({ from }) => from > 1)];
    expect([seed, fewIn(both, 10)]).toEqual([seed, []]);
  }
});
