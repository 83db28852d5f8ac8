import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';

import type { Card } from '../../../src/artifact/card.ts';
import { readCard } from '../../../src/artifact/model-folder.ts';
import { customTasksOf } from '../../../src/inference/prediction/custom-tasks.ts';
import type { LiveFace } from '../../../src/inference/prediction/live-frame.ts';
import { recordingRows } from '../../../src/inference/recording/recording-rows.ts';

const own: Card = {
  ...readCard('resources/models/expression.full'),
  ...{ task: 'custom', title: '=mask', labels: ['@off', 'on'], name: 'mine' },
};
const models = { 'custom.=mask.full': 'ab'.repeat(32), 'expression.full': 'cd'.repeat(32) };
const half = { '@off': 0.75, on: 0.25 };
const face: LiveFace = {
  ...{ track: 1, box: { x: 1, y: 2, width: 3, height: 4 }, score: 1, isSeen: true, occlusion: 'none' },
  expression: { label: 'fear', confident: true, probs: { neutral: 0.25, fear: 0.75 } },
  custom: [{ title: '=mask', model: 'mine', prediction: { label: '@off', confident: false, probs: half } }],
  onThisFrame: {
    visible: 'full',
    expression: { raw: { neutral: 0.5, fear: 0.5 }, calibrated: { neutral: 0.25, fear: 0.75 } },
    custom: { '=mask': { raw: { '@off': 0.5, on: 0.5 }, calibrated: half } },
  },
};

function rowOf(tasks: ('expression' | 'custom')[], one: LiveFace): Record<string, string> {
  const table = recordingRows({ tasks, models, customTasks: customTasksOf([own]) });
  const live = { atMs: 0, width: 9, height: 9, scene: 'clear', faces: [one], ended: [] } as const;
  const lines = [table.header, ...table.rows({ file: 'a.mp4', nth: 0 }, live)];
  return parse<Record<string, string>>(lines.join('\n'), { columns: true })[0]!;
}

test('a task of a user has columns named by its title, and no cell is a formula', () => {
  const row = rowOf(['expression', 'custom'], face);
  expect(row).toMatchObject({
    'custom_=mask': "'@off",
    'custom_=mask_confident': 'false',
    'custom_=mask_prob': '0.75',
    'custom_=mask_raw_@off': '0.5',
    'custom_=mask_calibrated_on': '0.25',
    'custom_=mask_model': `custom.=mask.full ${'ab'.repeat(8)}`,
  });
  for (const cell of [...Object.keys(row), ...Object.values(row)]) expect(cell).not.toMatch(/^[=@+]/);
});

test('a face that no model is made for has empty cells, and a task that is not wanted no columns', () => {
  const none = { title: '=mask', model: null, prediction: null };
  const row = rowOf(['custom'], { ...face, custom: [none], onThisFrame: { visible: 'lower' } });
  expect(Object.entries(row).filter(([name, cell]) => name.startsWith('custom') && cell !== '')).toEqual([]);
  expect(Object.keys(rowOf(['expression'], face)).filter((name) => name.startsWith('custom'))).toEqual([]);
});

test('a model for a part of the expressions has all their columns, those of others empty', () => {
  const row = rowOf(['expression'], face);
  expect(row).toMatchObject({
    expression: 'fear',
    expressionRaw_fear: '0.5',
    expressionCalibrated_anger: '',
  });
  expect(Object.keys(row).filter((name) => name.startsWith('expressionRaw_'))).toHaveLength(8);
});
