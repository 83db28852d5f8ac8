import { expect, it } from 'vitest';

import { FEW_PICTURES, groupFigures } from '../../../src/training/evaluation/groups.ts';

const sizeAndFirst = (pictures: Int32Array) => ({ n: pictures.length, first: pictures[0]! });

it('gives each group the figures of its pictures, in order of the names', () => {
  const age = Array.from({ length: 24 }, (_, i) => (i < 12 ? '10' : '9'));
  const race = Array.from({ length: 24 }, (_, i) => (i % 8 === 0 ? '1' : i % 2 ? '0' : undefined));
  const figures = groupFigures({ age, race }, 24, sizeAndFirst);
  expect(figures).toEqual({
    age: { 9: { n: 12, first: 12, few: false }, 10: { n: 12, first: 0, few: false } },
    race: { 0: { n: 12, first: 1, few: false }, 1: { n: 3, first: 0, few: true } },
  });
});

it('marks groups below the line, not on it', () => {
  const on = groupFigures({ g: Array<string>(FEW_PICTURES).fill('x') }, FEW_PICTURES, sizeAndFirst);
  const below = groupFigures({ g: Array<string>(9).fill('x') }, 9, sizeAndFirst);
  expect([on['g']!['x']!.few, below['g']!['x']!.few]).toEqual([false, true]);
});

it('orders names as people do, and refuses a list of another length', () => {
  const names = Object.keys(groupFigures({ g: ['b', 'a10', 'a9'] }, 3, sizeAndFirst)['g']!);
  expect(names).toEqual(['a9', 'a10', 'b']);
  expect(() => groupFigures({ g: ['x'] }, 2, sizeAndFirst)).toThrow('1 groups of kind g for 2 pictures');
});
