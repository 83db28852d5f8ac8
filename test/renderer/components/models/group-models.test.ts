import { expect, test } from 'vitest';

import { groupModels } from '../../../../src/renderer/components/models/group-models.ts';
import type { ModelSummary } from '../../../../src/main/ipc/contract.ts';

const model = (name: string, more: Partial<ModelSummary>): ModelSummary => ({
  id: name,
  path: `/models/${name}`,
  name,
  origin: 'trained',
  task: 'expression',
  visible: 'lower',
  net: 'compact',
  stage: 'student',
  seed: 1,
  layout: 'ferplus',
  use: 'research only',
  figure: null,
  isLive: false,
  problem: null,
  ...more,
});
const figure = (name: 'accuracy' | 'maeYears', value: number) => ({
  name,
  value,
  low: null,
  high: null,
  n: null,
  split: null,
});

test('models are grouped by task and half; the live one comes first, then the best', () => {
  const groups = groupModels([
    model('old', { task: 'age', visible: 'full', figure: figure('maeYears', 9) }),
    model('good', { figure: figure('accuracy', 0.9) }),
    model('live', { isLive: true, figure: figure('accuracy', 0.5) }),
    model('unknown', {}),
    model('young', { task: 'age', visible: 'full', figure: figure('maeYears', 5) }),
  ]);
  expect(groups.map(({ task, visible, models }) => [task, visible, models.map(({ name }) => name)])).toEqual([
    ['expression', 'lower', ['live', 'good', 'unknown']],
    ['age', 'full', ['young', 'old']],
  ]);
});
