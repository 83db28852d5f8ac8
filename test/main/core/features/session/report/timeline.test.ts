import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import type { MeasuredMoment } from '../../../../../../src/main/core/features/session/recording/measured-moment.ts';
import { readingRow } from '../../../../../../src/main/core/features/session/recording/measured-moment.ts';
import { readMoments } from '../../../../../../src/main/core/features/session/recording/stored-session.ts';
import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';
import { madeRecording } from './made-recording.ts';

const counts = ({ isUsable, isTalking }: MeasuredMoment) => isUsable && !isTalking;

function means(moments: readonly MeasuredMoment[]): number[] {
  const used = moments.filter(counts);
  if (used.length === 0) return [];
  return EXPRESSIONS.map((_, k) => used.reduce((sum, { centered }) => sum + centered![k]!, 0) / used.length);
}

it('puts every reading of any stretch into one bucket, and only those that count into its means', async () => {
  const { ask, ref, open } = await madeRecording({ minutes: 12, usable: 0.7 });
  const file = open();
  const moments = readMoments(file, ref.session, 0);
  expect(moments).toHaveLength(7200);
  const random = randomFor(3, 'spans');
  for (let i = 0; i < 60; i++) {
    const [a, b] = [random.uniform(0, 800_000), random.uniform(0, 800_000)];
    const span = { fromMs: Math.min(a, b), toMs: Math.max(a, b), buckets: 1 + random.int(900) };
    const { buckets, bucketMs, fromMs, toMs } = await ask['session.timeline']({ ...ref, ...span });
    expect(buckets.length).toBeLessThanOrEqual(span.buckets + 1);
    const within = moments.filter(({ atMs }) => fromMs <= atMs && atMs < toMs);
    const sum = (of: 'readings' | 'usable' | 'talking') => buckets.reduce((all, one) => all + one[of], 0);
    expect(sum('readings')).toBe(within.length);
    expect(sum('usable')).toBe(within.filter(counts).length);
    expect(sum('talking')).toBe(within.filter(({ isUsable, isTalking }) => isUsable && isTalking).length);
    const one = random.int(buckets.length);
    const bucket = buckets[one]!;
    expect(bucket.fromMs).toBe(fromMs + one * bucketMs);
    const untilMs = Math.min(toMs, bucket.fromMs + bucketMs);
    const expected = means(moments.filter(({ atMs }) => bucket.fromMs <= atMs && atMs < untilMs));
    expect(bucket.means).toHaveLength(expected.length);
    bucket.means.forEach((mean, k) => expect(mean).toBeCloseTo(expected[k]!, 9));
  }
  file.close();
});

it('shows weak expressions as their group, and the events of the stretch alone', async () => {
  const { ask, ref } = await madeRecording();
  const timeline = await ask['session.timeline']({ ...ref, fromMs: 120_000, toMs: 130_000, buckets: 10 });
  expect(timeline.labels).toEqual(EXPRESSIONS);
  expect(timeline.shownAs).toMatchObject({
    fear: 'other-negative',
    disgust: 'other-negative',
    anger: 'anger',
  });
  expect(timeline.events.every(({ atMs }) => atMs >= 120_000 && atMs <= 130_000)).toBe(true);
  expect(timeline.events.map(({ what }) => what.kind)).toEqual(expect.arrayContaining(['step', 'suds']));
  expect(timeline.steps).toHaveLength(2);
});

it('goes on with a session that is being written, and begins anew where an older copy was restored', async () => {
  const { ask, ref, open } = await madeRecording({ minutes: 1 });
  const readings = async () => {
    const { buckets } = await ask['session.timeline']({ ...ref, fromMs: 0, toMs: 90_000, buckets: 7 });
    return buckets.reduce((sum, bucket) => sum + bucket.readings, 0);
  };
  const file = open();
  execute(file, file.db.updateTable('sessions').set({ ended_at: null }));
  expect(await readings()).toBe(600);
  const added = readMoments(file, ref.session, 59_000).map((one) => ({ ...one, atMs: one.atMs + 1000 }));
  for (const moment of added)
    execute(file, file.db.insertInto('readings').values(readingRow(ref.session, moment)));
  expect(await readings()).toBe(610);
  execute(file, file.db.deleteFrom('readings').where('at_ms', '>=', 30_000));
  expect(await readings()).toBe(300);
  file.close();
});

it('of a session that is being written shows as talking what was marked after it was read', async () => {
  const { ask, ref, open } = await madeRecording({ minutes: 1 });
  const talking = async () => {
    const { buckets } = await ask['session.timeline']({ ...ref, fromMs: 0, toMs: 90_000, buckets: 7 });
    return buckets.reduce((sum, bucket) => sum + bucket.talking, 0);
  };
  const file = open();
  execute(file, file.db.updateTable('sessions').set({ ended_at: null }));
  const before = await talking();
  const newest = readMoments(file, ref.session, 58_000).filter(counts);
  expect(newest.length).toBeGreaterThan(0);
  execute(file, file.db.updateTable('readings').set({ is_talking: 1 }).where('at_ms', '>=', 58_000));
  expect(await talking()).toBe(before + newest.length);
  file.close();
});
