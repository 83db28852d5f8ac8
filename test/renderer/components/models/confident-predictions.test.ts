import { expect, test } from 'vitest';

import { confidentPredictions } from '../../../../src/renderer/components/models/confident-predictions.ts';

test('sure readings join the classes by how often each is read', () => {
  const curve = (...points: [number, number, number | null][]) =>
    points.map(([from, coverage, risk]) => ({ from, coverage, risk }));
  const one = { support: 0, recall: null, precision: null, precisionCi95: [0, 1] as const };
  const rows = confidentPredictions({
    perClass: [
      { ...one, label: 'a', riskCoverage: curve([0, 1, 0.2], [0.9, 0.5, 0]) },
      { ...one, label: 'b', riskCoverage: curve([0, 1, 0.4], [0.9, 0, null]) },
    ],
    confusion: [
      [24, 4],
      [6, 6],
    ],
  });
  expect(rows).toEqual([
    { from: 0, kept: 1, wrong: 0.25 },
    { from: 0.9, kept: 0.375, wrong: 0 },
  ]);
  expect(confidentPredictions({ perClass: [], confusion: [] })).toEqual([]);
});
