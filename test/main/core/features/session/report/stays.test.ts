import { expect, it } from 'vitest';

import type { SessionEvent } from '../../../../../../src/main/ipc/contract.ts';
import { bandsJoining, shownBand } from '../../../../../../src/inference/live/client-face/bands.ts';
import { createRibbon } from '../../../../../../src/inference/live/client-face/ribbon.ts';
import { readMoments } from '../../../../../../src/main/core/features/session/recording/stored-session.ts';
import { shownBy } from '../../../../../../src/main/core/features/session/report/shown-by.ts';
import { staysOf } from '../../../../../../src/main/core/features/session/report/stays.ts';
import { madeRecording } from './made-recording.ts';

type What = SessionEvent['what'];
const events = (...all: [atMs: number, what: What][]): SessionEvent[] =>
  all.map(([atMs, what], i) => ({ id: i + 1, atMs, what }));
const step = (index: number): What => ({ kind: 'step', step: index, title: `s${index}`, by: 'person' });
const suds = (value: number): What => ({ kind: 'suds', value, by: 'person' });

it('gives a rating to the stay that it was given in, also at the same moment, and one before the exposure to none', () => {
  const stays = staysOf(
    events(
      ...([
        [100, suds(90)],
        [1000, step(0)],
        [1000, suds(40)],
        [5000, suds(20)],
        [5000, step(1)],
        [5000, suds(70)],
        [7000, { kind: 'slept', gapMs: 1500 }],
        [9000, step(1)],
        [12_000, { kind: 'ended' }],
      ] as [number, What][]),
    ),
    12_400,
  );
  expect(
    stays.map(({ step: at, fromMs, toMs, ratings, gapMs }) => [at, fromMs, toMs, ratings, gapMs]),
  ).toEqual([
    [0, 1000, 5000, [40, 20], 0],
    [1, 5000, 9000, [70], 1500],
    [1, 9000, 12_000, [], 0],
  ]);
});

it('lasts as long as the exposure ran: without pauses, stops, sleep and cuts', () => {
  const lengths = (...all: [number, What][]) => staysOf(events(...all), 20_000).map((stay) => stay.lengthMs);
  const begin: [number, What][] = [
    [1000, { kind: 'started' }],
    [1000, step(0)],
  ];
  expect(lengths(...begin, [4000, step(1)])).toEqual([3000, 16_000]);
  expect(
    lengths(
      ...begin,
      [2000, { kind: 'paused' }],
      [5000, step(1)],
      [6000, { kind: 'continued' }],
      [8000, { kind: 'stop', by: 'button' }],
      [11_000, { kind: 'continued' }],
      [12_000, { kind: 'ended' }],
    ),
  ).toEqual([1000, 3000]);
  expect(
    lengths(
      ...begin,
      [9000, { kind: 'slept', gapMs: 6000 }],
      [9000, { kind: 'paused' }],
      [10_000, { kind: 'continued' }],
      [18_000, { kind: 'resumed', gapMs: 5000 }],
    ),
  ).toEqual([2000 + 3000]);
  expect(lengths(...begin, [8000, { kind: 'resumed', gapMs: null }])).toEqual([7000]);
});

it('tells of a stay the names that were shown, of usable moments without talking', async () => {
  const { ask, ref, open } = await madeRecording({ minutes: 12, usable: 0.8 });
  const { steps } = await ask['session.timeline']({ ...ref, fromMs: 0, toMs: 1, buckets: 1 });
  const file = open();
  const bands = bandsJoining(['disgust', 'fear', 'contempt']);
  const ribbon = createRibbon(bands);
  const shown = readMoments(file, ref.session, 0).flatMap(({ atMs, isUsable, isTalking, centered }) => {
    if (!centered) return [];
    ribbon.add(centered, atMs);
    const top = shownBand(ribbon.at(atMs)!, { confidenceThreshold: 0.45 });
    return isUsable && !isTalking ? [{ atMs, name: top.confident ? top.key : null }] : [];
  });
  file.close();
  for (const stay of steps) {
    const own = shown.filter(({ atMs }) => stay.fromMs <= atMs && atMs < stay.toMs);
    for (const [name, value] of Object.entries(stay.expression!))
      expect(value).toBeCloseTo(own.filter((one) => one.name === name).length / own.length, 9);
    expect(stay.usableShare).toBeGreaterThan(0.75);
    expect(stay.usableShare).toBeLessThanOrEqual(1);
  }
  expect(steps[0]!.isHabituated).not.toBeNull();
});

it('tells no expression of a stay or a session of which less than half counts', async () => {
  const { ask, ref } = await madeRecording({ minutes: 12, usable: 0.4 });
  const { steps, expression, buckets } = await ask['session.timeline']({
    ...{ ...ref, fromMs: 0, toMs: 720_000, buckets: 10 },
  });
  expect(expression).toBeNull();
  expect(steps.map((stay) => stay.expression)).toEqual([null, null]);
  // A reading holds until the next one, which here can always be used or not.
  expect(steps[0]!.usableShare).toBeCloseTo(0.4, 1);
  expect(buckets[0]!.means).toHaveLength(8);
});

it('joins what one of several models cannot show by itself, and takes the highest threshold', () => {
  const model = { name: '', sha256: '', visible: 'lower' as const, temperature: 1 };
  const shown = shownBy([
    { ...model, confidenceThreshold: 0.4, bands: bandsJoining(['fear', 'disgust']) },
    { ...model, confidenceThreshold: 0.6, bands: bandsJoining(['anger']) },
  ]);
  expect(shown.confidenceThreshold).toBe(0.6);
  expect(shown.bands.at(-1)).toEqual({ key: 'other-negative', labels: ['anger', 'disgust', 'fear'] });
});
