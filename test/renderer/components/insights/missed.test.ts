import { expect, test } from 'vitest';

import { missedText } from '../../../../src/renderer/components/insights/missed.ts';

const chosen = ['Main door', 'Side door', 'Till'].map((name) => ({ id: name.toLowerCase(), name }));

test('the cameras for which hours are left out are named, with a way to see them', () => {
  expect(missedText([], chosen)).toBeNull();
  expect(missedText(['side door'], chosen)).toBe(
    'Side door missed hours that another camera observed. Choose the others alone to see them.',
  );
  expect(missedText(['side door', 'till'], chosen)).toMatch(/^Side door and Till missed .* Choose/);
  expect(missedText(['side door', 'till', 'main door'], chosen)).not.toContain('Choose');
});
