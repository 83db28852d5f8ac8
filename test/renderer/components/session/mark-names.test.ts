import { expect, test } from 'vitest';

import { markNames } from '../../../../src/renderer/components/session/plot/mark-names.ts';

const PLACE = { left: 40, right: 640 };
const measure = (text: string) => 6 * text.length;
const marks = (...all: [x: number, label: string][]) =>
  all.map(([x, label]) => ({ x, label, kind: 'note' as const }));

/** From where to where each name is written. */
const spans = (...all: [x: number, label: string][]) =>
  markNames(marks(...all), PLACE, measure).map(({ text, x, isBefore }) => ({
    text,
    from: isBefore ? x - measure(text) : x,
    to: isBefore ? x : x + measure(text),
  }));

test('a name stands after its mark, whole where there is room', () => {
  expect(spans([100, 'Paused'])).toEqual([{ text: 'Paused', from: 105, to: 141 }]);
});

test('no name runs over another one, over the next mark or out of the plot, however close marks are', () => {
  const label = 'looks at the jar for a long time';
  for (const apart of [3, 12, 30, 45, 90, 250]) {
    const all = Array.from({ length: Math.floor(600 / apart) }, (_, i): [number, string] => [
      45 + i * apart,
      label,
    ]);
    const written = spans(...all);
    written.forEach(({ from, to }, i) => {
      expect(from).toBeGreaterThanOrEqual(PLACE.left);
      expect(to).toBeLessThanOrEqual(PLACE.right);
      if (i > 0) expect(from).toBeGreaterThanOrEqual(written[i - 1]!.to);
      for (const [x] of all) expect(from < x && x < to).toBe(false);
    });
    if (apart >= 45) expect(written.length).toBe(all.length);
  }
});

test('one at the end of the plot is named before its mark', () => {
  expect(spans([600, 'Emergency stop'])).toEqual([{ text: 'Emergency stop', from: 511, to: 595 }]);
});
