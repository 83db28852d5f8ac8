import { describe, expect, it } from 'vitest';

import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { retrainSettings } from '../../../src/training/retrain/retrain-settings.ts';
import type { Stage } from '../../../src/training/stages/stage.ts';
import { stageTargets } from '../../../src/training/stages/stage-targets.ts';
import { tinyStage } from './made-stage.ts';

const CLASSES = 8;

/** A retraining of four pictures, the last two without a label, from a model with these outputs. */
function retraining(logits: readonly (readonly number[])[], keep: number): Stage {
  const stage = tinyStage();
  const [a, b, c, d] = stage.pictures.train;
  const unlabeled = [c!, d!].map(({ name, file, split, contentId, row }) => ({
    ...{ name, file, split, contentId, row },
  }));
  const settings = retrainSettings('all', {
    visible: 'full',
    targets: 'labels',
    pictures: 4,
    isSameHead: true,
  });
  const outputs = rowsInMemory(Float32Array.from(logits.flat()), CLASSES);
  return {
    ...stage,
    settings: { ...settings, keep },
    pictures: {
      ...stage.pictures,
      train: [{ ...a!, expression: 3 }, { ...b!, expression: 0 }, ...unlabeled],
    },
    teacher: { logits: outputs, embeddings: outputs, close: () => {} },
  };
}

/** e^a / Σ e^b, written out. */
function softmax(row: readonly number[]): number[] {
  const powers = row.map((value) => Math.exp(value));
  const sum = powers.reduce((x, y) => x + y);
  return powers.map((power) => power / sum);
}

const LOGITS = [
  [1, 2, 3, 4, 0, -1, -2, 0.5],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [5, -5, 1, 0, 0, 0, 0, 2],
  [-1, 3, 0, 0.5, 0, 1, 0, 0],
];
const rowsOf = (values: Float32Array) =>
  LOGITS.map((_, i) => [...values.subarray(i * CLASSES, (i + 1) * CLASSES)]);

describe('a retraining', () => {
  it('teaches labels, blended with the predictions of the model as it is', () => {
    const rows = rowsOf(stageTargets(retraining(LOGITS, 0.25)));
    softmax(LOGITS[0]!).forEach((prob, k) =>
      expect(rows[0]![k]).toBeCloseTo(0.25 * prob + 0.75 * Number(k === 3), 6),
    );
    expect(rows[1]![0]).toBeCloseTo(0.25 / 8 + 0.75, 6);
  });

  it('teaches the predictions alone where a picture has no label, so that the model as it is has no gradient', () => {
    const rows = rowsOf(stageTargets(retraining(LOGITS, 0.25)));
    for (const i of [2, 3])
      softmax(LOGITS[i]!).forEach((prob, k) => {
        expect(rows[i]![k]).toBeCloseTo(prob, 6);
        // Of cross-entropy: softmax of the output less the target.
        expect(prob - rows[i]![k]!).toBeCloseTo(0, 6);
      });
  });

  it('needs the model as it is for pictures without a label', () => {
    expect(() => stageTargets({ ...retraining(LOGITS, 0.25), teacher: null })).toThrow('need the model');
  });
});

it('any other stage teaches its labels', () => {
  const stage = tinyStage(['teacher.targets=labels']);
  const targets = stageTargets(stage);
  stage.pictures.train.forEach(({ expression }, i) =>
    expect([...targets.subarray(i * CLASSES, (i + 1) * CLASSES)].indexOf(1)).toBe(expression),
  );
});
