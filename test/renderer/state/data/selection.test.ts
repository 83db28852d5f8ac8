import { expect, test } from 'vitest';

import { Selection } from '../../../../src/renderer/state/data/selection.ts';

test('choosing: one, more with Ctrl, a stretch with Shift from where the last plain choice was', () => {
  const one = new Selection().pick(5);
  expect(one.indices).toEqual([5]);
  expect(one.pick(9, 'stretch').pick(3, 'stretch').indices).toEqual([3, 4, 5]);
  expect(one.pick(2, 'add').indices).toEqual([2, 5]);
  expect(one.pick(2, 'add').pick(5, 'add').indices).toEqual([2]);
  expect(one.pick(7).indices).toEqual([7]);
  expect(new Selection().pick(4, 'stretch').indices).toEqual([4]);
  expect(one.pick(9, 'stretch').cursor).toBe(9);
});
