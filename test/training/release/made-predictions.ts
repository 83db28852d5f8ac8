import { randomFor } from '../../../src/common/math/random.ts';
import type { LabeledPrediction, ModelPredictions } from '../../../src/training/release/model-predictions.ts';

/**
 * Predictions of a gender model whose probability is what it states: the truth is drawn by it. A tenth of the reported
 * pictures are copies, another tenth near-copies; copies are always right.
 */
export function madePredictions(counts: { selection: number; reported: number }, seed = 1): ModelPredictions {
  const random = randomFor(seed, 'answers');
  const prediction = (name: string): LabeledPrediction => {
    const margin = 4 * random.normal();
    const isCopy = random.bool(0.1);
    const isNearCopy = isCopy || random.bool(0.1);
    const drawn = random.bool(1 / (1 + Math.exp(margin))) ? 1 : 0;
    return {
      ...{ name, isCopy, isNearCopy },
      truth: isCopy ? Number(margin < 0) : drawn,
      outputs: [Number(margin.toFixed(4)), 0],
      ageYears: random.int(80),
      groups: { race: String(random.int(3)), light: 'light' },
    };
  };
  const some = (n: number, set: string) =>
    Array.from({ length: n }, (_, i) => prediction(`${set}, "${i}".jpg`));
  return { selection: some(counts.selection, 's'), reported: some(counts.reported, 'r'), split: 'test' };
}
