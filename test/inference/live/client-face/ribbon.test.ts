import { expect, it } from 'vitest';

import { createRibbon, RIBBON_HALF_LIFE_MS } from '../../../../src/inference/live/client-face/ribbon.ts';
import { bandsOf } from '../../../../src/inference/live/client-face/bands.ts';

const bands = bandsOf({ weakLabels: [] });
const all = (k: number) => [0, 0, 0, 0, 0, 0, 0, 0].map((_, i) => Number(i === k));

it('weighs a prediction half as much after the half-life', () => {
  const ribbon = createRibbon(bands);
  ribbon.add(all(0), 0);
  ribbon.add(all(1), RIBBON_HALF_LIFE_MS);
  const [neutral, happiness] = ribbon.at(RIBBON_HALF_LIFE_MS)!;
  expect(neutral!.prob).toBeCloseTo(1 / 3, 10);
  expect(happiness!.prob).toBeCloseTo(2 / 3, 10);
});

it('has a gap where nothing is usable, and begins anew after it', () => {
  const ribbon = createRibbon(bands);
  expect(ribbon.at(0)).toBeNull();
  ribbon.add(all(0), 0);
  expect(ribbon.at(900)).not.toBeNull();
  expect(ribbon.at(1100)).toBeNull();
  ribbon.add(all(1), 2500);
  expect(ribbon.at(2500)![0]!.prob).toBe(0);
});
