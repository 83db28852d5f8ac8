import { expect, test } from 'vitest';

import {
  advanceTime,
  BEFORE_EXPOSURE,
  goToStep,
  rate,
  suggestionFor,
} from '../../../../../../src/main/core/features/session/protocol/exposure.ts';

const MINUTE = 60_000;

test('for how long ratings were high counts from the first high one, and anew after one that is not, or at another step', () => {
  let state = goToStep({ ...BEFORE_EXPOSURE, phase: 'running' }, 2);
  state = rate(state, 10);
  state = advanceTime(state, 10 * MINUTE);
  for (let i = 0; i < 3; i++) state = rate(advanceTime(state, 500), 85);
  expect(suggestionFor(state, 5)).toMatchObject({ kind: 'hold', reason: { code: 'not-fallen' } });
  state = rate(advanceTime(state, 5 * MINUTE), 90);
  expect(suggestionFor(state, 5)).toMatchObject({ kind: 'down', reason: { code: 'high', minutes: 5 } });
  state = rate(state, 79);
  for (let i = 0; i < 3; i++) state = rate(state, 90);
  expect(suggestionFor(state, 5)).toMatchObject({ kind: 'hold' });
  expect(goToStep(state, 1).highSinceMs).toBeNull();
});
