import { expect, test } from 'vitest';

import { randomFor, shuffledOrder } from '../../../src/common/math/random.ts';

const draw = (...path: (number | string)[]) => {
  const random = randomFor(7, ...path);
  return Array.from({ length: 4 }, () => random.uniform(0, 1));
};

test('a stream depends on its path alone, and every part of the path counts', () => {
  expect(draw('augment', 3, 5)).toEqual(draw('augment', 3, 5));
  const paths = [
    ['augment', 3, 5],
    ['augment', 5, 3],
    ['augment', 35],
    ['augmen', 't', 3, 5],
    ['augment', '3', 5],
    [],
  ];
  const firsts = paths.map((path) => draw(...path)[0]);
  expect(new Set(firsts).size).toBe(paths.length);
  expect(randomFor(8).uniform(0, 1)).not.toBe(randomFor(7).uniform(0, 1));
});

test('neighboring streams do not resemble each other', () => {
  const n = 20_000;
  const firsts = Array.from({ length: n }, (_, i) => randomFor(1, 'augment', 0, i).uniform(0, 1));
  const mean = firsts.reduce((a, b) => a + b) / n;
  const lagged =
    firsts.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * ((firsts[i] ?? 0) - 0.5), 0) / n;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(lagged * 12)).toBeLessThan(0.03);
  expect(new Set(firsts).size).toBe(n);
});

test('the helpers keep to their distributions', () => {
  const random = randomFor(2);
  const n = 40_000;
  let trues = 0;
  let [sum, squares] = [0, 0];
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const value = random.uniform(-2, 3);
    expect(value >= -2 && value < 3).toBe(true);
    if (random.bool(0.3)) trues++;
    const face = random.int(5);
    counts[face] = (counts[face] ?? 0) + 1;
    const normal = random.normal();
    sum += normal;
    squares += normal * normal;
  }
  expect(trues / n).toBeCloseTo(0.3, 1.9);
  for (const count of counts) expect(Math.abs(count / n - 0.2)).toBeLessThan(0.01);
  expect(Math.abs(sum / n)).toBeLessThan(0.03);
  expect(Math.abs(squares / n - 1)).toBeLessThan(0.05);
  expect(random.bool(0)).toBe(false);
  expect(random.bool(1)).toBe(true);
  expect(random.uniform(4, 4)).toBe(4);
});

test('an order is a permutation, its own for each epoch and seed', () => {
  const order = shuffledOrder(7, 0, 1000);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect(shuffledOrder(7, 0, 1000)).toEqual(order);
  expect(shuffledOrder(7, 1, 1000)).not.toEqual(order);
  expect(shuffledOrder(8, 0, 1000)).not.toEqual(order);
  expect(shuffledOrder(7, 0, 0)).toHaveLength(0);
});

test('every order of three comes equally often', () => {
  const counts = new Map<string, number>();
  for (let epoch = 0; epoch < 6000; epoch++) {
    const key = shuffledOrder(1, epoch, 3).join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
