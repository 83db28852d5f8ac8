import { expect, test } from 'vitest';

import { union } from '../../../../../../src/main/core/features/audience/time/time-spans.ts';

test('spans that touch or overlap become one, in the order of time', () => {
  expect(
    union([
      [8, 9],
      [2, 3],
      [3, 5],
      [4, 4.5],
      [20, 30],
      [25, 26],
    ]),
  ).toEqual([
    [2, 5],
    [8, 9],
    [20, 30],
  ]);
  expect(union([])).toEqual([]);
});
