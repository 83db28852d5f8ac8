import { describe, expect, it } from 'vitest';

import type { DemifaceError } from '../../../src/common/error.ts';
import { evaluateClassification, evaluateRegression } from '../../../src/training/evaluation/report.ts';
import { CLASSES, LABELS, N, waveAges, waveLogits, waveTruth } from './waves.ts';

/*
 * Reference figures: scikit-learn 1.9.1, SciPy 1.17.1, NumPy:
 *
 * n, k = 240, 4; i = np.arange(n); truth = (i * 7 + i // 5) % k
 * logits = np.array([[2.5 * np.sin(0.7 * a + 1.3 * c) + (1.1 if c == truth[a] else 0) for c in range(k)] for a in i],
 *                   dtype=np.float32).astype(float)
 * probs = softmax(logits, axis=1); pred = logits.argmax(1)
 * accuracy_score(truth, pred), balanced_accuracy_score(truth, pred), confusion_matrix(truth, pred)
 * recall_score(truth, pred, average=None), precision_score(truth, pred, average=None)
 * log_loss(truth, probs), brier_score_loss(truth, probs, scale_by_half=False)
 * conf = probs.max(1); hit = (pred == truth).astype(int)
 * w = np.bincount(np.searchsorted(np.linspace(0, 1, 16)[1:-1], conf), minlength=15); w = w[w > 0]
 * acc, mean = calibration_curve(hit, conf, n_bins=15, strategy='uniform'); ece = (w / n * abs(acc - mean)).sum()
 * bootstrap((hit,), np.mean, n_resamples=20000, method='percentile', random_state=np.random.default_rng(0))
 * of = [hit[truth == c] for c in range(k)]; rng = np.random.default_rng(0)
 * np.percentile([np.mean([rng.choice(o, len(o)).mean() for o in of]) for _ in range(20000)], [2.5, 97.5])
 * age = (i * 13) % 90 + 1; got = age + 6 * np.sin(0.31 * i) + 1.5
 * mean_absolute_error(age, got.astype(np.float32)); median 44.5, mean_absolute_error of it
 */
describe('classification', () => {
  const truth = waveTruth();
  const logits = waveLogits(truth);
  const report = evaluateClassification({ labels: LABELS, truth, logits, seed: 1, resamples: 4000 });

  it("equals scikit-learn's figures", () => {
    expect(report.n).toBe(N);
    expect(report.accuracy).toBeCloseTo(0.3541666666666667, 15);
    expect(report.weightedAccuracy).toBeCloseTo(0.3489583333333333, 15);
    expect(report.confusion).toEqual([
      [36, 15, 17, 28],
      [11, 16, 5, 16],
      [15, 7, 16, 10],
      [14, 9, 8, 17],
    ]);
    const recalls = [0.375, 0.3333333333333333, 0.3333333333333333, 0.3541666666666667];
    const precisions = [0.47368421052631576, 0.3404255319148936, 0.34782608695652173, 0.23943661971830985];
    report.perClass.forEach((figures, k) => {
      expect(figures.recall).toBeCloseTo(recalls[k]!, 15);
      expect(figures.precision).toBeCloseTo(precisions[k]!, 15);
    });
    expect(report.negativeLogLikelihood).toBeCloseTo(1.7825294674206233, 6);
    expect(report.brier).toBeCloseTo(0.8793818979864388, 6);
    expect(report.ece).toBeCloseTo(0.378004309200927, 6);
    expect(report.reliability.map((bin) => bin.n).filter(Boolean)).toEqual([
      3, 22, 28, 37, 35, 34, 35, 26, 20,
    ]);
    expect(report.majorityBaseline).toEqual({ label: 'a', accuracy: 96 / 240 });
    expect(report.maeYears).toBeNull();
  });

  it("has SciPy's intervals, up to the luck of the draw", () => {
    const close = (actual: readonly [number, number], expected: readonly [number, number]) =>
      actual.forEach((bound, side) => expect(Math.abs(bound - expected[side]!)).toBeLessThan(0.006));
    close(report.ci95.accuracy, [0.29583333333333334, 0.4166666666666667]);
    close(report.ci95.weightedAccuracy, [0.28645833, 0.4140625]);
  });

  it('is calibrated by a temperature without changing the reading', () => {
    const cooled = evaluateClassification({
      ...{ labels: LABELS, truth, logits, temperature: 3.760293095015906, seed: 1, resamples: 20 },
    });
    expect(cooled.confusion).toEqual(report.confusion);
    expect(cooled.negativeLogLikelihood).toBeCloseTo(1.281391956086192, 6);
    expect(cooled.ece).toBeLessThan(report.ece);
  });

  it('gives the figures again per group and without copies', () => {
    const race = Array.from(truth, (_, i) => (i < 5 ? 'few' : 'many'));
    const inTraining = Array.from(truth, (_, i) => i % 3 === 0);
    const whole = evaluateClassification({
      labels: LABELS,
      truth,
      logits,
      seed: 1,
      groups: { race },
      inTraining,
    });
    const at = [...truth.keys()].filter((i) => i % 3 !== 0);
    const alone = evaluateClassification({
      labels: LABELS,
      truth: Int32Array.from(at, (i) => truth[i]!),
      logits: Float32Array.from(at.flatMap((i) => [...logits.subarray(i * CLASSES, (i + 1) * CLASSES)])),
      seed: 1,
    });
    expect(whole.copies).toBe(80);
    const { n, accuracy, weightedAccuracy, ci95 } = alone;
    expect(whole.withoutCopies).toEqual({ n, accuracy, weightedAccuracy, ci95 });
    const groups = whole.groups['race']!;
    expect([groups['few']!.n, groups['few']!.few, groups['many']!.n, groups['many']!.few]).toEqual([
      5,
      true,
      235,
      false,
    ]);
    expect((groups['few']!.accuracy * 5 + groups['many']!.accuracy * 235) / N).toBeCloseTo(
      whole.accuracy,
      12,
    );
  });

  it('reports nothing of copies where nobody asked, and null where all are copies', () => {
    expect('withoutCopies' in report).toBe(false);
    const inTraining = Array.from(truth, () => true);
    const none = evaluateClassification({ labels: LABELS, truth, logits, seed: 1, resamples: 2, inTraining });
    expect([none.copies, none.withoutCopies]).toEqual([N, null]);
  });

  it('holds for one picture, absent classes and ties', () => {
    const one = evaluateClassification({
      labels: ['a', 'b', 'c'],
      truth: Int32Array.of(1),
      logits: Float32Array.of(0.4, 0.4, 0.2).map(Math.log),
      seed: 1,
    });
    expect([one.n, one.accuracy, one.weightedAccuracy, one.ci95.accuracy]).toEqual([1, 0, 0, [0, 0]]);
    expect(one.confusion).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
    expect(one.ece).toBeCloseTo(0.4, 7);
  });

  it('refuses what is no prediction', () => {
    const base = { labels: ['a', 'b'], seed: 1 };
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as DemifaceError).code;
      }
      return 'none';
    };
    const evaluate = (truth: number[], logits: number[]) => () =>
      evaluateClassification({ ...base, truth: Int32Array.from(truth), logits: Float32Array.from(logits) });
    expect(code(evaluate([0, 1], [1, 0, NaN, 1]))).toBe('diverged');
    expect(evaluate([0, 1], [1, 0, NaN, 1])).toThrow('picture 1 is NaN');
    expect(code(evaluate([0], [Infinity, 0]))).toBe('diverged');
    expect(code(evaluate([2], [1, 0]))).toBe('mismatch');
    expect(code(evaluate([0, 1], [1, 0]))).toBe('mismatch');
    expect(code(evaluate([], []))).toBe('missing');
  });
});

describe('regression', () => {
  const { truth, predicted } = waveAges();
  const report = evaluateRegression({ truth, predicted, seed: 1, resamples: 4000 });

  it("equals scikit-learn's figures and SciPy's interval", () => {
    expect(report.maeYears).toBeCloseTo(3.9646337032318115, 6);
    expect(report.medianBaseline).toEqual({ ageYears: 44.5, maeYears: 22.45 });
    expect(Math.abs(report.ci95.maeYears[0] - 3.6880488875876654)).toBeLessThan(0.02);
    expect(Math.abs(report.ci95.maeYears[1] - 4.244084410909079)).toBeLessThan(0.02);
    expect(report.accuracy).toBeNull();
  });

  it('knows too high from too low', () => {
    const two = { truth: Float32Array.of(20, 30), predicted: Float32Array.of(25, 28), seed: 1 };
    expect(evaluateRegression(two)).toMatchObject({ n: 2, maeYears: 3.5, biasYears: 1.5 });
  });

  it('gives groups and the figures without copies', () => {
    const inTraining = Array.from(truth, (_, i) => i === 0);
    const gender = Array.from(truth, (_, i) => (i % 2 ? 'male' : 'female'));
    const { groups, copies, withoutCopies } = evaluateRegression({
      truth,
      predicted,
      seed: 1,
      resamples: 50,
      groups: { gender },
      inTraining,
    });
    expect([copies, withoutCopies!.n]).toEqual([1, N - 1]);
    const halves = groups['gender']!;
    expect((halves['male']!.maeYears + halves['female']!.maeYears) / 2).toBeCloseTo(report.maeYears, 10);
  });

  it('refuses what is no age', () => {
    const run = (predictions: number[]) => () =>
      evaluateRegression({ truth: Float32Array.of(5), predicted: Float32Array.from(predictions), seed: 1 });
    expect(run([Infinity])).toThrow('has diverged');
    expect(run([1, 2])).toThrow('1 labels but 2 predictions');
  });
});
