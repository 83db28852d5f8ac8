import { describe, expect, test } from 'vitest';

import type { ExposureState } from '../../../../../../src/main/core/features/session/protocol/exposure.ts';
import {
  BEFORE_EXPOSURE,
  goToStep,
  advanceTime,
  rate,
  sudsDueMs,
} from '../../../../../../src/main/core/features/session/protocol/exposure.ts';
import {
  isHabituated,
  summarizeRatings,
} from '../../../../../../src/main/core/features/session/protocol/habituation.ts';
import { checkAllowed, isAllowed } from '../../../../../../src/main/core/features/session/protocol/phases.ts';

const running = (): ExposureState => goToStep({ ...BEFORE_EXPOSURE, phase: 'running' }, 0);

test('time counts while the exposure runs, for the exposure and the stay at a step', () => {
  let state = advanceTime(running(), 1000);
  state = advanceTime({ ...state, phase: 'paused' }, 5000);
  state = advanceTime(goToStep({ ...state, phase: 'running' }, 3), 200);
  expect(state).toMatchObject({ exposureMs: 1200, step: 3, stepMs: 200 });
  for (const phase of ['calibrating', 'ready', 'paused', 'stopped', 'ended'] as const)
    expect(advanceTime({ ...state, phase }, 9).exposureMs).toBe(1200);
});

describe('a rating is due', () => {
  test('on arrival at a step, then so long after each one', () => {
    let state = running();
    expect(sudsDueMs(state, 120)).toBe(0);
    state = rate(advanceTime(state, 10_000), 70);
    expect(sudsDueMs(state, 120)).toBeNull();
    state = advanceTime(state, 119_999);
    expect(sudsDueMs(state, 120)).toBeNull();
    state = advanceTime(state, 1001);
    expect(sudsDueMs(state, 120)).toBe(1000);
    state = rate(state, 60);
    expect(sudsDueMs(state, 120)).toBeNull();
    expect(sudsDueMs(advanceTime(goToStep(state, 1), 500), 120)).toBe(500);
  });

  test('never in a pause, nor where only the therapist asks', () => {
    expect(sudsDueMs({ ...running(), phase: 'paused' }, 120)).toBeNull();
    expect(sudsDueMs(running(), null)).toBeNull();
  });

  test('one before the exposure belongs to no step', () => {
    expect(rate(BEFORE_EXPOSURE, 50)).toEqual(BEFORE_EXPOSURE);
  });
});

describe('habituation', () => {
  test.each([
    [[80, 40], true],
    [[80, 41], false],
    [[30, 90, 45], true],
    [[90, 30, 80], false],
    [[80], null],
    [[], null],
    [[0, 0], null],
  ] as const)('of %j is %s', (ratings, expected) => {
    expect(isHabituated(ratings)).toBe(expected);
  });

  test('is summarized by the first, the highest and the last rating', () => {
    expect(summarizeRatings([50, 90, 20])).toEqual({ first: 50, peak: 90, last: 20 });
    expect(summarizeRatings([])).toBeNull();
  });
});

test('a rating and the emergency stop are allowed until a session has ended, the rest by its phase', () => {
  const phases = ['calibrating', 'ready', 'running', 'paused', 'stopped'] as const;
  for (const phase of phases)
    for (const act of ['suds', 'stop', 'marker', 'end', 'confirmFace'] as const)
      expect(isAllowed(act, phase)).toBe(true);
  const where = (act: Parameters<typeof isAllowed>[0]) => phases.filter((phase) => isAllowed(act, phase));
  expect(where('start')).toEqual(['ready']);
  expect(where('pause')).toEqual(['running']);
  expect(where('continue')).toEqual(['paused', 'stopped']);
  expect(where('step')).toEqual(['running', 'paused']);
  expect(where('confirmStop')).toEqual(['stopped']);
  expect(isAllowed('stop', 'ended')).toBe(false);
  expect(() => checkAllowed('start', 'calibrating')).toThrow('confirm the face first');
});
