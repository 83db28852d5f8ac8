import { expect, test } from 'vitest';

import { groupFigures } from '../../../../src/renderer/components/models/group-figures.ts';

test('groups lack no interval and carry the names of people', () => {
  const found = groupFigures(
    {
      gender: { female: { n: 3, accuracy: 0.5, ci95: { accuracy: [0.2, 0.8] }, few: true } },
      ageBand: { '70+': { n: 9, maeYears: 4, ci95: {} } },
    },
    'accuracy',
  );
  expect(found).toEqual([
    {
      kind: 'gender',
      title: 'Gender',
      figures: [{ name: 'Woman', n: 3, value: 0.5, low: 0.2, high: 0.8, few: true }],
    },
  ]);
});
