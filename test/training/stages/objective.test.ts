import { beforeAll, describe, expect, it } from 'vitest';

import { isLearning, PRESETS } from '../../../src/training/presets/index.ts';
import type { LearningPreset, Preset, StandardPreset } from '../../../src/training/presets/index.ts';
import { hardLossOf, objectiveOf } from '../../../src/training/stages/objective.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { differences } from '../losses/slow.ts';
import type { Batch } from '../losses/slow.ts';
import { expectClose, tensorOf } from '../losses/tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const SCALE = { mean: 33.2, std: 19.9 };
const YEARS: Batch = [[20], [47], [71]];
const TRUTH: Batch = [[26], [40], [70]];
const STUDENT: Batch = [
  [1.5, 0.25],
  [0.5, 2],
  [0.125, 0.75],
];
const TEACHER: Batch = [
  [1, 0.5],
  [0.75, 1],
  [2, 0.25],
];
const NEGATIVES: Batch = [
  [1.25, 0.5],
  [0.25, 1.75],
  [1, 3],
];
const MARGIN = 0.3;

const scaled = (years: Batch): Batch => years.map(([value]) => [(value! - SCALE.mean) / SCALE.std]);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** (1 − λ) · L + λ · the other term, of Eq. 3 and 5, with L in years and in 64-bit numbers. */
function paperLoss(kind: 'standard' | 'triplet', lambda: number, years: Batch, student: Batch): number {
  const hard = mean(years.map(([value], i) => Math.abs(value! - TRUTH[i]![0]!)));
  const squared = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0);
  const soft =
    kind === 'standard'
      ? mean(student.map((row, i) => row.reduce((sum, h, k) => sum + Math.abs(TEACHER[i]![k]! - h), 0)))
      : mean(
          student.map((row, i) =>
            Math.max(0, squared(row, TEACHER[i]!) - squared(row, NEGATIVES[i]!) + MARGIN),
          ),
        );
  return (1 - lambda) * hard + lambda * soft;
}

/** Gradients of a stage's loss with respect to outputs and embeddings. */
function gradients(preset: Preset, settings: LearningPreset): [outputs: number[][], embeddings: number[][]] {
  const hard = hardLossOf('age', { targets: settings.targets, ageScale: SCALE, ageLoss: preset.ageLoss });
  const objective = objectiveOf(settings, hard, { head: 1, embedding: 2 });
  const inputs = [tensorOf(TEACHER), tensorOf([[1], [1], [1]])].slice(0, objective.inputWidths.length);
  const targets = tensorOf(scaled(TRUTH));
  return tf.tidy(() => {
    const loss = (outputs: tf.Tensor, embeddings: tf.Tensor) =>
      objective.loss(
        {
          outputs: outputs as tf.Tensor2D,
          embeddings: embeddings as tf.Tensor2D,
          partners: tensorOf(NEGATIVES),
        },
        targets,
        inputs,
      );
    const found = tf.grads(loss)([tensorOf(scaled(YEARS)), tensorOf(STUDENT)]);
    return found.map((gradient) => gradient.arraySync() as number[][]) as [number[][], number[][]];
  });
}

const PAPER_AGE = PRESETS.filter(
  ({ task, source, visible }) => task === 'age' && source.startsWith('paper') && visible !== 'full',
);

describe.each(PAPER_AGE.map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
  it('weighs errors in years against the teacher’s term as Eq. 3 and 5 do', () => {
    for (const stage of preset.stages.filter(isLearning)) {
      if (stage.kind !== 'standard' && stage.kind !== 'triplet') continue;
      const settings = stage.kind === 'triplet' ? { ...stage, margin: MARGIN } : stage;
      const lambda = (stage.kind === 'triplet' ? stage.lambda : stage.distillation.lambda) as number;
      const [outputs, embeddings] = gradients(preset, settings);
      // The network's output is years on a scale: a year is 1 / std of it.
      const byYears = differences((at) => paperLoss(stage.kind, lambda, at, STUDENT), YEARS);
      expectClose(
        outputs.map((row) => row.map((value) => value / SCALE.std)),
        byYears,
      );
      expectClose(
        embeddings,
        differences((at) => paperLoss(stage.kind, lambda, YEARS, at), STUDENT),
        4,
      );
      expect(embeddings.flat().some((value) => value !== 0)).toBe(true);
    }
  });
});

it('our own presets keep their unit: a standard deviation counts as much as a year does in the paper’s', () => {
  const own = PRESETS.filter(({ source }) => source === 'ours');
  expect(own.filter(({ ageLoss }) => ageLoss !== undefined)).toEqual([]);
  const preset = own.find(({ id }) => id === 'compact-age-upper')!;
  const standard = preset.stages.find(({ kind }) => kind === 'standard') as StandardPreset;
  const [outputs] = gradients(preset, { ...standard, targets: 'labels' });
  const share = (1 - (standard.distillation.lambda as number)) / 3;
  expectClose(outputs, [[-share], [share], [share]]);
});
