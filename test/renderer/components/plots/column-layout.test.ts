import { expect, test } from 'vitest';

import type { Column } from '../../../../src/renderer/components/plots/column-layout.ts';
import { columnBoxes, fittingLabels } from '../../../../src/renderer/components/plots/column-layout.ts';
import { scaleTicks } from '../../../../src/renderer/components/plots/scale-ticks.ts';

const column = (slot: number, value: number | null, more: Partial<Column> = {}): Column => ({
  ...{ id: String(slot), slot, span: 1, value, text: '', axis: null, title: '', reading: '', look: 'full' },
  ...more,
});

test('columns stand on zero, as high as their value, within their slots', () => {
  const columns = [column(0, 50), column(1, 100), column(3, 0), column(4, 25, { span: 2 })];
  const boxes = columnBoxes(columns, { slots: 10, width: 200, height: 80, max: 100 });
  expect(boxes.map(({ y, height }) => [y, height])).toEqual([
    [40, 40],
    [0, 80],
    [80, 0],
    [60, 20],
  ]);
  // A slot is 20 px, of which a fifth is gap.
  expect(boxes.map(({ x, width }) => [x, width])).toEqual([
    [2, 16],
    [22, 16],
    [62, 16],
    [82, 36],
  ]);
});

test('few columns stay columns, in the middle of their slots; joined ones reach over theirs', () => {
  const columns = [column(0, 1), column(1, 1, { span: 2 })];
  const boxes = columnBoxes(columns, { slots: 4, width: 800, height: 10, max: 1 });
  expect(boxes.map(({ x, width }) => [x, width])).toEqual([
    [64, 72],
    [264, 272],
  ]);
});

test('columns never overlap and never vanish, however many there are', () => {
  for (const slots of [1, 7, 31, 366, 744]) {
    const columns = Array.from({ length: slots }, (_, slot) => column(slot, 1));
    const boxes = columnBoxes(columns, { slots, width: 900, height: 100, max: 1 });
    for (const [i, { x, width }] of boxes.entries()) {
      expect(width).toBeGreaterThanOrEqual(Math.min(1, 900 / slots));
      if (i > 0) expect(x).toBeGreaterThanOrEqual(boxes[i - 1]!.x + boxes[i - 1]!.width - 0.01);
    }
    expect(boxes.at(-1)!.x + boxes.at(-1)!.width).toBeLessThanOrEqual(900.01);
  }
});

test('a gap fills the height: it has no value', () => {
  const [gap] = columnBoxes([column(0, null, { look: 'gap' })], { slots: 1, width: 10, height: 80, max: 5 });
  expect(gap).toMatchObject({ y: 0, height: 80 });
});

test('labels that fit stand, the wanted one first', () => {
  const middles = [10, 30, 50, 200];
  expect(fittingLabels(['100', '200', '300', '400'], middles)).toEqual([true, false, true, true]);
  expect(fittingLabels(['100', '200', '300', '400'], middles, 1)).toEqual([false, true, false, true]);
  expect(fittingLabels([null, '200', '', '400'], middles)).toEqual([false, true, false, true]);
});

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [10, [0, 5, 10]],
  [97, [0, 50, 100]],
  [212, [0, 100, 200, 300]],
  [1999, [0, 500, 1000, 1500, 2000]],
])('a scale to %d', (most, ticks) => {
  expect(scaleTicks(most)).toEqual(ticks);
});

test('scales hold what they are for, in few round steps', () => {
  for (let most = 1; most < 5000; most += 7) {
    const ticks = scaleTicks(most);
    expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect([1, 2, 5]).toContain(Number(String(ticks[1]!)[0]));
    expect(ticks.every(Number.isInteger)).toBe(true);
  }
});
