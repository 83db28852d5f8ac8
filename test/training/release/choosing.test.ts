import { describe, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import { balanceLogits, shiftLogits } from '../../../src/training/release/balance.ts';
import type { Candidate } from '../../../src/training/release/candidates.ts';
import { bestCandidate } from '../../../src/training/release/candidates.ts';
import { chooseConfidenceThreshold } from '../../../src/training/evaluation/calibration/confidence-threshold.ts';
import { madeCard } from '../../artifact/made-model.ts';

/** Bayes' own logits of two Gaussians a unit either side of 0, the second class as rare as `share` says. */
function rareClass(share: number, n = 20_000) {
  const random = randomFor(7, 'rare');
  const truth = Int32Array.from({ length: n }, () => (random.bool(share) ? 1 : 0));
  const logits = new Float32Array(2 * n);
  truth.forEach((label, i) => {
    const x = random.normal() + (label === 1 ? 1 : -1);
    logits[2 * i] = Math.log(1 - share) - x;
    logits[2 * i + 1] = Math.log(share) + x;
  });
  return { truth, logits, shares: [1 - share, share] };
}

describe('balancing', () => {
  it('taken out whole, the prior leaves the threshold in the middle, as Bayes has it', () => {
    const { truth, logits, shares } = rareClass(0.03);
    const { tried } = balanceLogits(logits, truth, shares, 1);
    // Φ(1): the mean recall that no threshold beats.
    expect(tried.at(-1)).toMatchObject({ strength: 1 });
    expect(tried.at(-1)!.weightedAccuracy).toBeCloseTo(0.8413, 1);
    expect(tried[0]!.weightedAccuracy).toBeLessThan(0.72);
  });

  it('pays at most half a point of accuracy', () => {
    const { truth, logits, shares } = rareClass(0.03);
    const { strength, tried } = balanceLogits(logits, truth, shares, 1);
    const of = (wanted: number) => tried.find((one) => one.strength === wanted)!;
    expect(of(strength).accuracy).toBeGreaterThanOrEqual(
      Math.max(...tried.map((one) => one.accuracy)) - 0.005,
    );
    expect(of(strength).weightedAccuracy).toBeGreaterThan(of(0).weightedAccuracy);
  });

  it('leaves probabilities that mean what they say, though a stronger one would cost no accuracy', () => {
    // Two classes told apart rightly four times in five, with logits that say so; a rare third stays behind until it is shifted.
    const random = randomFor(7, 'shift');
    const n = 5000;
    const logits = new Float32Array(3 * n);
    const truth = Int32Array.from({ length: n }, (_, i) => {
      if (random.bool(0.02)) {
        logits.set([0, -4, -0.5], 3 * i);
        return 2;
      }
      const told = random.bool(0.75) ? 0 : 1;
      logits.fill(-9, 3 * i, 3 * i + 3);
      logits[3 * i + told] = Math.log(4);
      logits[3 * i + 1 - told] = 0;
      return random.bool(0.8) ? told : 1 - told;
    });
    const { strength, tried } = balanceLogits(logits, truth, [0.74, 0.24, 0.02], 1);
    const chosen = tried.find((one) => one.strength === strength)!;
    expect(chosen.ece).toBeLessThanOrEqual(0.025);
    const better = tried.filter(
      (one) => one.accuracy >= chosen.accuracy && one.weightedAccuracy > chosen.weightedAccuracy,
    );
    expect(better.length).toBeGreaterThan(0);
    expect(better.every(({ ece }) => ece > 0.025)).toBe(true);
  });

  it('does nothing where no class is rare', () => {
    const { truth, logits, shares } = rareClass(0.3);
    const { strength, shift } = balanceLogits(logits, truth, shares, 2);
    expect(strength).toBe(0);
    expect([...shift]).toEqual([0, 0]);
  });

  it('adds one row to all', () =>
    expect([...shiftLogits(Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 20))]).toEqual([11, 22, 13, 24]));
});

describe('confidence threshold', () => {
  /** Right as often as its probability says. */
  const calibrated = (n: number) => {
    const random = randomFor(3, 'sure');
    const probs = new Float32Array(2 * n);
    const truth = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const confidence = random.uniform(0.5, 1);
      probs.set([confidence, 1 - confidence], 2 * i);
      truth[i] = random.bool(confidence) ? 0 : 1;
    }
    return { probs, truth };
  };

  it('begins where those above are right nine times in ten, a margin added', () => {
    const { probs, truth } = calibrated(40_000);
    // Means from t to 1 are (1 + t) / 2: 0.915 at t = 0.83.
    expect(chooseConfidenceThreshold(probs, truth, 2)).toBeCloseTo(0.83, 1);
  });

  it('is never under 60 %, though the whole set has the promised precision', () => {
    // As gender models: right in 19 of 20, and all but one picture in ten near certain.
    const n = 1000;
    const probs = Float32Array.from({ length: 2 * n }, (_, at) => {
      const confidence = Math.floor(at / 2) % 10 === 0 ? 0.51 : 0.97;
      return at % 2 === 0 ? confidence : 1 - confidence;
    });
    const truth = Int32Array.from({ length: n }, (_, i) => (i % 20 === 0 ? 1 : 0));
    expect(chooseConfidenceThreshold(probs, truth, 2)).toBe(0.6);
  });

  it('is out of reach where nothing is right', () => {
    expect(chooseConfidenceThreshold(Float32Array.of(0.9, 0.1), Int32Array.of(1), 2)).toBe(1);
  });
});

describe('the candidate that ships', () => {
  const candidate = (error: number, gigaMacs: number, loss = 0, task: 'gender' | 'age' = 'gender') => ({
    ...{ error, loss, gigaMacs, flip: false, outputs: new Float32Array() },
    models: [{ path: '', card: madeCard({ task }), weights: [], sha256: '' }] as const,
  });
  const best = (...of: Candidate[]) => {
    const { error, gigaMacs } = bestCandidate(of);
    return [error, gigaMacs];
  };

  it('is the best, unless a cheaper one is as good', () => {
    expect(best(candidate(0.1, 0.03), candidate(0.09, 0.1))).toEqual([0.09, 0.1]);
    expect(best(candidate(0.1, 0.03), candidate(0.0995, 0.1))).toEqual([0.1, 0.03]);
    const ages = [candidate(5.3, 0.06, 5.3, 'age'), candidate(5.295, 0.12, 5.295, 'age')];
    expect(best(...ages)).toEqual([5.3, 0.06]);
  });

  it('is the likelier one of two that are right equally often, at any price', () => {
    expect(best(candidate(0.0995, 0.06, 0.23), candidate(0.1, 0.13, 0.22))).toEqual([0.1, 0.13]);
    expect(best(candidate(0.0995, 0.06, 0.221), candidate(0.1, 0.13, 0.22))).toEqual([0.0995, 0.06]);
    // But not at the price of being wrong more often.
    expect(best(candidate(0.09, 0.06, 0.23), candidate(0.1, 0.06, 0.22))).toEqual([0.09, 0.06]);
  });

  it('is the better one of two that cost the same, though one head is a thousandth dearer', () => {
    expect(best(candidate(0.0998, 0.1), candidate(0.0995, 0.1001))).toEqual([0.0995, 0.1001]);
  });
});
