import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import {
  centered,
  MAX_SHIFT,
  MIN_NEUTRAL_READINGS,
  neutralCenter,
} from '../../../../src/inference/live/client-face/neutral.ts';

const FEAR = EXPRESSIONS.indexOf('fear');
const SADNESS = EXPRESSIONS.indexOf('sadness');
const cardOf = (neutralLogOdds: number) => ({
  name: 'made',
  selection: { n: 1, threshold: null, perClass: [], neutralLogOdds },
});
const phase = (row: number[], n = MIN_NEUTRAL_READINGS) => Array.from({ length: n }, () => row);
/** Neutral, and the rest in one other expression. */
const reading = (neutral: number, other: number) =>
  Float32Array.from(EXPRESSIONS, (_, k) => (k === 0 ? neutral : k === other ? 1 - neutral : 0));

/** Probabilities of all kinds, near 0 and 1 too. */
function drawnProbs(): Float32Array[] {
  const random = randomFor(1, 'probs');
  return Array.from({ length: 2000 }, () => {
    const weights = EXPRESSIONS.map(() => Math.exp(3 * random.normal()));
    const total = weights.reduce((a, b) => a + b);
    return Float32Array.from(weights, (weight) => weight / total);
  });
}

describe('re-centering', () => {
  it('makes the client’s own neutral as neutral as the average one, where the limit allows', () => {
    const average = Math.log(0.8 / 0.2);
    const own = reading(0.7, SADNESS);
    const center = neutralCenter(phase([...own]), cardOf(average));
    expect(center.isLimited).toBe(false);
    expect(centered(own, center)[0]).toBeCloseTo(0.8, 5);
  });

  it('is limited where the neutral phase does not look neutral', () => {
    const anxious = neutralCenter(phase([...reading(0.1, FEAR)]), cardOf(2));
    expect(anxious).toMatchObject({ shift: Math.LN2, isLimited: true, readings: MIN_NEUTRAL_READINGS });
    expect(anxious.wanted).toBeGreaterThan(4);
    // Fear that is stronger than half of all stays the strongest.
    expect(centered(reading(0.33, FEAR), anxious)[FEAR]).toBeGreaterThan(0.5);
  });

  it.each([-MAX_SHIFT, -0.3, 0.3, MAX_SHIFT])('by %f keeps what it promises of any reading', (shift) => {
    for (const raw of drawnProbs()) {
      const now = centered(raw, { shift });
      expect(now.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      // Together the others never give neutral more than neutral had.
      expect(now[0]! - raw[0]!).toBeLessThanOrEqual(raw[0]! + 1e-6);
      for (let k = 1; k < raw.length; k++) {
        expect(now[k]!).toBeGreaterThanOrEqual(raw[k]! / (1 + raw[0]!) - 1e-6);
        // Their ratios stay.
        expect(now[k]! * raw[FEAR]!).toBeCloseTo(now[FEAR]! * raw[k]!, 5);
      }
    }
  });

  it('never makes anything but neutral larger at the cost of fear', () => {
    const before = reading(0, FEAR);
    expect([...centered(before, { shift: MAX_SHIFT })]).toEqual([...before]);
  });

  it('refuses too few readings, and a card without the average', () => {
    const few = phase([...reading(0.7, FEAR)], MIN_NEUTRAL_READINGS - 1);
    expect(() => neutralCenter(few, cardOf(1))).toThrow(/found 99 usable readings.*expected 100/);
    expect(() => neutralCenter(phase([1]), { name: 'made' })).toThrow(/lacks the average neutral/);
  });
});
