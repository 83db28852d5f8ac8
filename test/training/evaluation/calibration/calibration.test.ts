import { describe, expect, it } from 'vitest';

import { TEMPERATURE_RANGE } from '../../../../src/artifact/card.ts';
import { softmaxRows, topLabels } from '../../../../src/common/math/probabilities.ts';
import {
  brierScore,
  CALIBRATION_BINS,
  expectedCalibrationError,
  negativeLogLikelihood,
  reliabilityBins,
} from '../../../../src/training/evaluation/calibration/calibration.ts';
import {
  fitTemperature,
  likelihoodLoss,
} from '../../../../src/training/evaluation/calibration/temperature.ts';
import { CLASSES, N, waveLogits, waveTruth } from '../waves.ts';

describe('the top label', () => {
  it('is the first of equals', () =>
    expect([...topLabels(Float32Array.of(1, 1, 0, 0, 3, 3, 2, 2, 2), 3)]).toEqual([0, 1, 0]));
});

describe('softmax', () => {
  it('stays finite for huge logits and adds up to 1', () => {
    const probs = softmaxRows(Float32Array.of(3e38, 0, -3e38, 2, 2, 2), 3);
    expect([...probs]).toEqual([1, 0, 0, Math.fround(1 / 3), Math.fround(1 / 3), Math.fround(1 / 3)]);
  });
});

describe('reliability', () => {
  // Worked by hand with two bins: confidences 0.6 (right), 0.8 (wrong), 0.5 (right, in the lower bin: bins are (from, to]).
  const probs = Float32Array.of(0.6, 0.4, 0.8, 0.2, 0.5, 0.5);
  const truth = Int32Array.of(0, 1, 0);

  it('bins by the confidence of the top label', () => {
    const bins = reliabilityBins(probs, truth, 2, 2);
    expect(bins.map(({ from, to, n, accuracy }) => [from, to, n, accuracy])).toEqual([
      [0, 0.5, 1, 1],
      [0.5, 1, 2, 0.5],
    ]);
    expect(bins[1]!.confidence).toBeCloseTo(0.7, 7);
    expect(expectedCalibrationError(bins)).toBeCloseTo((1 / 3) * 0.5 + (2 / 3) * 0.2, 7);
  });

  it('leaves empty bins null, and puts 0 and 1 into the outer bins', () => {
    const bins = reliabilityBins(Float32Array.of(1, 0), Int32Array.of(0), 2);
    expect(bins).toHaveLength(CALIBRATION_BINS);
    expect(bins[0]).toEqual({ from: 0, to: 1 / 15, n: 0, confidence: null, accuracy: null });
    expect(bins[14]).toEqual({ from: 14 / 15, to: 1, n: 1, confidence: 1, accuracy: 1 });
    expect(expectedCalibrationError(bins)).toBe(0);
  });

  it('loses no picture', () => {
    const waves = waveTruth();
    const bins = reliabilityBins(softmaxRows(waveLogits(waves), CLASSES), waves, CLASSES);
    expect(bins.reduce((n, bin) => n + bin.n, 0)).toBe(N);
  });
});

describe('proper scores', () => {
  const probs = Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0);
  const truth = Int32Array.of(1, 1);

  it('match the table worked by hand', () => {
    expect(negativeLogLikelihood(probs, truth, 3)).toBeCloseTo(Math.log(4) / 2, 15);
    expect(brierScore(probs, truth, 3)).toBeCloseTo((0.25 + 0.5625 + 0.0625) / 2, 15);
  });

  it('stay finite where the true class was ruled out', () =>
    expect(negativeLogLikelihood(Float32Array.of(0, 1), Int32Array.of(0), 2)).toBeCloseTo(
      23 * Math.log(2),
      12,
    ));
});

describe('the temperature', () => {
  const truth = waveTruth();
  const logits = waveLogits(truth);

  // scipy.optimize.minimize_scalar over ln T, bounded, xatol 1e-10, of sklearn.metrics.log_loss(truth, softmax(logits / T)).
  it("equals SciPy's optimum", () => {
    const temperature = fitTemperature(logits, truth, CLASSES);
    expect(temperature).toBeCloseTo(3.760293095015906, 5);
    expect(likelihoodLoss(logits, truth, CLASSES, temperature)).toBeCloseTo(1.281391956086192, 10);
  });

  it('is no better anywhere on a fine grid', () => {
    const best = likelihoodLoss(logits, truth, CLASSES, fitTemperature(logits, truth, CLASSES));
    for (let ln = Math.log(0.05); ln <= Math.log(20); ln += 0.01)
      expect(likelihoodLoss(logits, truth, CLASSES, Math.exp(ln))).toBeGreaterThanOrEqual(best - 1e-12);
  });

  it('undoes a known one', () => {
    const fitted = fitTemperature(logits, truth, CLASSES);
    const twice = fitTemperature(
      logits.map((x) => 2 * x),
      truth,
      CLASSES,
    );
    expect(twice).toBeCloseTo(2 * fitted, 4);
  });

  it('ends at its bounds where no reading, or each, is wrong', () => {
    const sure = Float32Array.of(4, 0, 0, 4);
    expect(fitTemperature(sure, Int32Array.of(0, 1), 2)).toBeCloseTo(TEMPERATURE_RANGE[0], 4);
    expect(fitTemperature(sure, Int32Array.of(1, 0), 2)).toBeCloseTo(TEMPERATURE_RANGE[1], 4);
  });

  it('is not fitted on nothing, nor on NaN', () => {
    expect(() => fitTemperature(new Float32Array(), new Int32Array(), 2)).toThrow('no pictures');
    expect(() => fitTemperature(Float32Array.of(NaN, 0), Int32Array.of(0), 2)).toThrow('picture 0 is NaN');
  });
});
