import { expect, expectTypeOf, test } from 'vitest';

import type { SuggestionBasis } from '../../../../../../src/main/core/features/session/protocol/suggest.ts';
import { suggest } from '../../../../../../src/main/core/features/session/protocol/suggest.ts';

const MINUTE = 60_000;
const stay = (suds: number[], minutes: number, step = 2, highMinutes = minutes): SuggestionBasis => ({
  ...{ suds, step, steps: 5 },
  ...{ stepMs: minutes * MINUTE, highMs: highMinutes * MINUTE },
});

test('by its type a suggestion sees distress ratings, the step and time, and no expression', () => {
  expectTypeOf<keyof SuggestionBasis>().toEqualTypeOf<'suds' | 'stepMs' | 'highMs' | 'step' | 'steps'>();
  expectTypeOf(suggest).parameters.toEqualTypeOf<[SuggestionBasis]>();
});

test.each([
  ['a short stay', stay([80, 30], 1)],
  ['one rating', stay([80], 10)],
  ['no rating', stay([], 10)],
])('nothing is suggested after %s', (_, basis) => {
  expect(suggest(basis)).toBeNull();
});

test('half of the peak suggests the next step, a hair above it to hold', () => {
  expect(suggest(stay([60, 80, 40], 6))).toEqual({
    kind: 'up',
    reason: { code: 'fallen', from: 80, to: 40, minutes: 6 },
  });
  expect(suggest(stay([60, 80, 41], 6))).toEqual({
    kind: 'hold',
    reason: { code: 'not-fallen', from: 80, to: 41, minutes: 6 },
  });
});

test('above the last step there is none', () => {
  expect(suggest(stay([80, 20], 6, 4))).toMatchObject({ kind: 'hold', reason: { code: 'fallen' } });
});

test('three high ratings in five minutes suggest the step before, from the first step to hold', () => {
  const high = { code: 'high', value: 85, minutes: 5 };
  expect(suggest(stay([70, 85, 90, 95], 5))).toEqual({ kind: 'down', reason: high });
  expect(suggest(stay([85, 90, 95], 5, 0))).toEqual({ kind: 'hold', reason: high });
  expect(suggest(stay([85, 90, 95], 4))).toMatchObject({ kind: 'hold', reason: { code: 'not-fallen' } });
  expect(suggest(stay([90, 95], 9))).toMatchObject({ kind: 'hold', reason: { code: 'not-fallen' } });
});

test('without any distress the next step is suggested', () => {
  expect(suggest(stay([0, 0], 3))).toMatchObject({ kind: 'up', reason: { from: 0, to: 0 } });
});

test('ratings that rose a moment ago have not been high for the whole stay', () => {
  const jumped = stay([10, 20, 85, 85, 85], 10, 2, 0.1);
  expect(suggest(jumped)).toMatchObject({ kind: 'hold', reason: { code: 'not-fallen', minutes: 10 } });
  expect(suggest(stay([10, 85, 85, 85], 10, 2, 6))).toEqual({
    kind: 'down',
    reason: { code: 'high', value: 85, minutes: 6 },
  });
});
