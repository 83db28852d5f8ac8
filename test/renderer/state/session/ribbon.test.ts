import { expect, test } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import type { SessionReading, Timeline } from '../../../../src/main/ipc/contract.ts';
import {
  columnsOfReadings,
  columnsOfTimeline,
  ColumnSum,
} from '../../../../src/renderer/state/session/ribbon.ts';

const reading = (atMs: number, part: Partial<SessionReading> = {}): SessionReading => ({
  ...{ atMs, isSeen: true, isUsable: true, talkingSinceMs: null, quality: [], answer: 'fear' },
  ribbon: [
    { name: 'fear', value: 0.75 },
    { name: 'neutral', value: 0.25 },
  ],
  ...part,
});

test('a reading holds until the next one, and no longer than a second', () => {
  const columns = columnsOfReadings([reading(0), reading(100), reading(2000)]);
  expect(columns.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
    [0, 100],
    [100, 1100],
    [2000, 3000],
  ]);
});

test('nothing is shown where nothing could be used, and talking is not called not sure', () => {
  const [unusable, talking, unsure] = columnsOfReadings([
    reading(0, { isUsable: false, answer: null }),
    reading(100, { talkingSinceMs: 100, answer: null }),
    reading(200, { answer: null }),
  ]);
  expect(unusable).toMatchObject({ values: {}, usable: 0, unsure: 0 });
  expect(talking).toMatchObject({ usable: 1, talking: 1, unsure: 0 });
  expect(unsure).toMatchObject({ usable: 1, talking: 0, unsure: 1 });
});

test('a column is the mean of its usable readings', () => {
  const sum = new ColumnSum(0, 2000);
  sum.add(reading(0));
  sum.add(reading(100, { ribbon: [{ name: 'neutral', value: 1 }], answer: null }));
  sum.add(reading(200, { isUsable: false }));
  sum.add(reading(300, { isUsable: false }));
  expect(sum.column).toEqual({
    ...{ fromMs: 0, toMs: 2000, usable: 0.5, talking: 0, unsure: 0.25 },
    values: { fear: 0.375, neutral: 0.625 },
  });
});

const timelineOfNeutral = {
  labels: ['neutral' as const],
  shownAs: { neutral: 'neutral' } as Timeline['shownAs'],
};

test('a bucket that is shorter than the time between readings leaves no gap, a longer time without them does', () => {
  const bucket = { readings: 1, usable: 1, talking: 0, means: [1] };
  const none = { readings: 0, usable: 0, talking: 0, means: [] };
  const buckets = [bucket, none, bucket, none, none, bucket].map((each, i) => ({
    ...{ ...each, fromMs: [0, 100, 200, 300, 2000, 2100][i]! },
  }));
  const columns = columnsOfTimeline({ ...timelineOfNeutral, buckets, bucketMs: 100 });
  expect(columns.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
    [0, 200],
    [200, 1200],
    [2100, 3100],
  ]);
});

test('classes of a timeline are added up to what they are shown as', () => {
  const negative = ['sadness', 'anger', 'disgust', 'fear', 'contempt'] as const;
  const labels = [...EXPRESSIONS];
  const shownAs = {
    ...{ neutral: 'neutral', happiness: 'happiness', surprise: 'surprise' },
    ...Object.fromEntries(negative.map((label) => [label, 'negative'])),
  } as Timeline['shownAs'];
  const means = labels.map((label) => ({ neutral: 0.5, anger: 0.25, disgust: 0.25 })[label as string] ?? 0);
  const bucket = { fromMs: 0, readings: 10, usable: 4, talking: 2, means };
  const buckets = [bucket, { ...bucket, fromMs: 1000, readings: 0, usable: 0, talking: 0, means: [] }];
  expect(columnsOfTimeline({ labels, shownAs, buckets, bucketMs: 1000 })).toEqual([
    {
      ...{ fromMs: 0, toMs: 1000, usable: 0.6, talking: 0.2, unsure: 0 },
      values: { neutral: 0.5, happiness: 0, surprise: 0, negative: 0.5 },
    },
  ]);
});
