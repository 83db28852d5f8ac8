import { expect, test } from 'vitest';

import type { Comparison } from '../../../src/main/ipc/contract.ts';
import { pairText } from '../../../src/renderer/components/lab/compare/pair-text.ts';

test('the better model stands first, and so does its count', () => {
  // b: pictures that only the first model predicts right; c: only the second.
  const accuracy = { metric: 'accuracy', difference: 0.019, b: 21, c: 40 } as Comparison;
  expect(pairText('The student', 'Distillation', accuracy, 0.003)).toBe(
    'Distillation beats The student by 1.9 points (p = 0.003); correct alone: Distillation on 40 pictures, The student on 21.',
  );
  const behind = { metric: 'accuracy', difference: -0.004, b: 30, c: 26 } as Comparison;
  expect(pairText('A', 'B', behind, 0.4)).toBe(
    'A is ahead of B by 0.4 points, which may be chance (p = 0.400); correct alone: A on 30 pictures, B on 26.',
  );
  const equal = { metric: 'accuracy', difference: 0, b: 3, c: 3 } as Comparison;
  expect(pairText('A', 'B', equal, 1)).toBe(
    'A and B are equally good; correct alone: A on 3 pictures, B on 3.',
  );
  const years = { metric: 'maeYears', difference: -0.31 } as Comparison;
  expect(pairText('A', 'B', years, 1e-5)).toBe('B beats A by 0.31 years (p < 0.001).');
  expect(pairText('A', 'B', { ...years, difference: 0 }, 1)).toBe('A and B are equally good.');
});
