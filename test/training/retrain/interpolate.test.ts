import { expect, it } from 'vitest';

import { interpolate } from '../../../src/training/retrain/interpolate.ts';

it('lies between the weights as far as its share says, and takes a new head whole', () => {
  const from = new Map([
    ['conv/kernel', Float32Array.of(0, 4)],
    ['output/bias', Float32Array.of(1)],
  ]);
  const to = new Map([
    ['conv/kernel', Float32Array.of(8, 0)],
    ['output/bias', Float32Array.of(5, 6)],
  ]);
  const at = (share: number) => interpolate(from, to, share);
  expect([...at(0.25).get('conv/kernel')!]).toEqual([2, 3]);
  expect([...at(0).get('conv/kernel')!]).toEqual([0, 4]);
  expect([...at(1).get('conv/kernel')!]).toEqual([8, 0]);
  expect([...at(0.25).get('output/bias')!]).toEqual([5, 6]);
});
