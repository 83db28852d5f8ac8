import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import { bandProbs, bandsJoining, shownBand } from '../../../../src/inference/live/client-face/bands.ts';
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
/** As the shipped model for lower halves is shown. */
const SHOWN = {
  bands: bandsJoining(['sadness', 'disgust', 'fear', 'contempt']),
  confidenceThreshold: 0.7,
};
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
    expect(centered(own, center, SHOWN)[0]).toBeCloseTo(0.8, 5);
  });

  it('goes toward neutral only as far as the neutral phase was read as neutral', () => {
    const anxious = [...phase([...reading(0.1, FEAR)])];
    const weak = phase([...reading(0.6, SADNESS)]);
    expect(neutralCenter(anxious, cardOf(2))).toMatchObject({ shift: 0, isLimited: true });
    expect(neutralCenter(anxious, cardOf(2)).wanted).toBeGreaterThan(4);
    expect(neutralCenter(weak, cardOf(2))).toMatchObject({ shift: MAX_SHIFT, isLimited: true });
    const half = neutralCenter([...anxious, ...weak], cardOf(2));
    expect(half.shift).toBeCloseTo(MAX_SHIFT / 2, 10);
    expect(half).toMatchObject({ isLimited: true, readings: 2 * MIN_NEUTRAL_READINGS });
  });

  it('goes away from neutral whatever the phase was read as, within the limit', () => {
    expect(neutralCenter(phase([...reading(0.95, FEAR)]), cardOf(1))).toMatchObject({
      ...{ shift: -MAX_SHIFT, isLimited: true },
    });
  });

  it('keeps a confident answer that is not neutral, whatever phase was recorded', () => {
    const readings = drawnProbs();
    let kept = 0;
    for (const [i, row] of readings.entries()) {
      const raw = shownBand(bandProbs(SHOWN.bands, row), SHOWN);
      if (!raw.confident || raw.key === 'neutral') continue;
      const { shift } = neutralCenter(phase([...readings[(i + 1) % readings.length]!]), cardOf(1.3));
      for (const any of [shift, -MAX_SHIFT, MAX_SHIFT]) {
        const now = shownBand(bandProbs(SHOWN.bands, centered(row, { shift: any }, SHOWN)), SHOWN);
        expect(now).toMatchObject({ key: raw.key, confident: true });
        expect(now.prob).toBeGreaterThanOrEqual(raw.prob - 1e-6);
      }
      kept++;
    }
    expect(kept).toBeGreaterThan(500);
  });

  it('changes little where a reading changes little', () => {
    const at = (fear: number) => centered(reading(1 - fear, FEAR), { shift: MAX_SHIFT }, SHOWN)[FEAR]!;
    for (let fear = 0; fear < 1; fear += 0.001) {
      const step = at(fear + 0.001) - at(fear);
      expect(step).toBeGreaterThan(0);
      expect(step).toBeLessThan(0.003);
    }
  });

  it.each([-MAX_SHIFT, -0.3, 0.3, MAX_SHIFT])('by %f keeps what it promises of any reading', (shift) => {
    for (const raw of drawnProbs()) {
      const now = centered(raw, { shift }, SHOWN);
      expect(now.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      for (let k = 1; k < raw.length; k++) {
        expect(now[k]!).toBeGreaterThanOrEqual(raw[k]! / (1 + raw[0]!) - 1e-6);
        // Their ratios stay.
        expect(now[k]! * raw[FEAR]!).toBeCloseTo(now[FEAR]! * raw[k]!, 5);
      }
    }
  });

  it('refuses too few readings, and a card without the average', () => {
    const few = phase([...reading(0.7, FEAR)], MIN_NEUTRAL_READINGS - 1);
    expect(() => neutralCenter(few, cardOf(1))).toThrow(/found 99 usable readings.*expected 100/);
    expect(() => neutralCenter(phase([1]), { name: 'made' })).toThrow(/lacks the average neutral/);
  });
});
