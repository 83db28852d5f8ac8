import { expect, test } from 'vitest';

import { message } from '../../../../src/messages/message.ts';
import type { Cell } from '../../../../src/renderer/state/lab/table-panels.ts';
import { tablePanels } from '../../../../src/renderer/state/lab/table-panels.ts';
import { panelUnit } from '../../../../src/renderer/components/lab/tables/panel-unit.ts';

const cell = (more: Partial<Cell>): Cell =>
  ({
    ...{ id: 'c', table: 1, dataset: 'ferplus', task: 'expression', metric: 'accuracy', net: 'vgg-f' },
    ...{ model: 'student', train: 'lower', test: 'lower', published: null, publishedSignificant: false },
    ...{ measured: null, ci95: null, n: null, pValue: null, pValueHolm: null, significant: false },
    reason: 'not trained yet',
    ...more,
  }) as Cell;

test('a panel says on how many pictures its figures were measured', () => {
  const [panel] = tablePanels([
    cell({ n: 3137, measured: 80, reason: null }),
    cell({ model: 'teacher', n: 3137, measured: 81, reason: null }),
    cell({ model: 'triplet', n: 12, measured: 100, reason: null }),
    cell({ model: 'ensemble' }),
  ]);
  expect(panel!.pictures).toEqual([12, 3137]);
  expect(panelUnit({ metric: 'accuracy', pictures: panel!.pictures })).toBe('%; here n = 12 or 3,137');
  expect(panelUnit({ metric: 'maeYears', pictures: [] })).toBe('years');
});

test('why cells are empty is reported once, whether it is a message or text of before', () => {
  const [panel] = tablePanels([
    cell({ reason: message('tables.notTrained') }),
    cell({ model: 'teacher' }),
    cell({ model: 'triplet', reason: message('tables.ownPresets', { net: 'VGG-f' }) }),
  ]);
  expect(panel!.reasons).toEqual(['not trained yet', 'VGG-f is trained with presets of its own']);
});
