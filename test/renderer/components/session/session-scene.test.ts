import { expect, test } from 'vitest';

import type { SessionEvent } from '../../../../src/main/ipc/contract.ts';
import { ribbonNames } from '../../../../src/renderer/components/session/plot/ribbon-names.ts';
import {
  plotMarks,
  ratings,
  readScene,
} from '../../../../src/renderer/components/session/plot/session-scene.ts';
import { stepSpans } from '../../../../src/renderer/state/session/step-spans.ts';

const events: SessionEvent[] = (
  [
    [1000, { kind: 'step', step: 0, title: 'Picture', by: 'person' }],
    [2000, { kind: 'suds', value: 60, by: 'person' }],
    [3000, { kind: 'marker', label: 'Breathing', by: 'vr' }],
    [4000, { kind: 'step', step: 1, title: 'Jar', by: 'vr' }],
    [5000, { kind: 'stop', by: 'shortcut' }],
    [6000, { kind: 'suds', value: 30, by: 'vr' }],
    [7000, { kind: 'ended' }],
  ] as const
).map(([atMs, what], i) => ({ id: i + 1, atMs, what }));

test('stays at steps end with the next one, with the session, or now', () => {
  expect(stepSpans(events, 9000)).toEqual([
    { step: 0, title: 'Picture', fromMs: 1000, toMs: 4000 },
    { step: 1, title: 'Jar', fromMs: 4000, toMs: 7000 },
  ]);
  expect(stepSpans(events.slice(0, 4), 9000).at(-1)!.toMs).toBe(9000);
});

test('everything is read at one time, and no expression where less than half could be used', () => {
  const column = { fromMs: 0, toMs: 5000, values: { fear: 1 }, usable: 0.5, talking: 0, unsure: 0 };
  const scene = {
    ...{ fromMs: 0, toMs: 9000, names: ['fear'], suds: ratings(events), steps: stepSpans(events, 9000) },
    ...{ columns: [column, { ...column, fromMs: 5000, toMs: 9000, usable: 0.49 }], marks: plotMarks(events) },
  };
  expect(readScene(scene, 4500)).toMatchObject({
    values: { fear: 1 },
    suds: { value: 60 },
    step: { step: 1 },
  });
  expect(readScene(scene, 6500)).toMatchObject({ values: null, suds: { value: 30 } });
  expect(readScene(scene, 500)).toMatchObject({ suds: null, step: null });
  expect(scene.marks.map(({ kind }) => kind)).toEqual(['marker', 'stop']);
});

test('expressions keep their order, and groups come last', () => {
  const column = { fromMs: 0, toMs: 1, usable: 1, talking: 0, unsure: 0 };
  const values = { 'other-negative': 0.1, fear: 0.2, neutral: 0.7 };
  expect(ribbonNames([{ ...column, values }])).toEqual(['neutral', 'fear', 'other-negative']);
});
