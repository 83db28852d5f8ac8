import { expect, test } from 'vitest';

import type { Card } from '../../../../src/artifact/card.ts';
import { readCard } from '../../../../src/artifact/model-folder.ts';
import { createSmoothedFace } from '../../../../src/inference/live/smoothing/smoothed-face.ts';
import { customTasksOf } from '../../../../src/inference/prediction/custom-tasks.ts';

const shipped = readCard('resources/models/expression.full');
const own = (title: string, visible: Card['visible'], labels: string[]): Card => ({
  ...shipped,
  ...{ task: 'custom', title, visible, labels, name: `${title} ${visible}` },
  ...{ temperature: 1, confidenceThreshold: 0.8 },
});
const mask = own('mask', 'full', ['off', 'on']);
const maskLower = own('mask', 'lower', ['off', 'on']);
const glasses = own('glasses', 'full', ['none', 'round', 'square']);
const tasks = customTasksOf([mask, glasses, maskLower, shipped]);

test('tasks of a user are smoothed side by side, each by its own threshold', () => {
  const face = createSmoothedFace('none', tasks);
  face.add(mask, Float32Array.of(0, 4), 0);
  face.add(glasses, Float32Array.of(1, 1.2, 0), 0);
  const { custom } = face.shown(0);
  expect(custom!.map(({ title, model }) => [title, model])).toEqual([
    ['glasses', 'glasses full'],
    ['mask', 'mask full'],
  ]);
  expect(custom![0]!.prediction).toMatchObject({ label: 'round', confident: false });
  expect(custom![1]!.prediction).toMatchObject({ label: 'on', confident: true });
  expect(face.predictionsOf(mask)).toEqual({ n: 1, lastMs: 0 });
});

test('a face that no model of a task is made for has no prediction of it, not an old one', () => {
  const face = createSmoothedFace('upper', tasks);
  face.add(mask, Float32Array.of(0, 4), 0);
  const none = { title: 'glasses', model: null, prediction: null };
  expect(face.shown(0).custom).toEqual([none, { title: 'mask', model: 'mask lower', prediction: null }]);
  face.add(maskLower, Float32Array.of(0, 4), 100);
  // What is new joins what is held.
  expect(face.shown(100).custom).toMatchObject([none, { model: 'mask lower', prediction: { label: 'on' } }]);
  expect(face.predictionsOf(mask).n).toBe(0);
});

test('without tasks of a user a face has none', () => {
  expect(createSmoothedFace('none').shown(0)).not.toHaveProperty('custom');
});
