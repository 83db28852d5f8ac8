import { beforeAll, expect, it } from 'vitest';

import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import type { PreparedPicture, PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { architectureOf, withModel } from '../../../src/training/library/load-model.ts';
import { embeddingWidth } from '../../../src/training/models/index.ts';
import { findPreset } from '../../../src/training/presets/index.ts';
import type { EnsemblePreset, Preset } from '../../../src/training/presets/index.ts';
import { fitEnsemble } from '../../../src/training/stages/ensemble-stage.ts';
import { evaluationBatch, outputsOf } from '../../../src/training/models/outputs.ts';
import { networkFolder } from '../../artifact/made-model.ts';
import { engineForTests } from '../../support/engine.ts';
import { madePrepared } from './made-stage.ts';

const AGES = { mean: 40, std: 20 } as const;
/** So small that weights cost as much as errors: then it matters what C counts. */
const C = 1e-3;

const member = (): ModelFolder =>
  readModelFolder(
    networkFolder({
      ...{ name: 'compact.age.upper', task: 'age', labels: null, visible: 'upper', ageScale: AGES },
      ageInterval: { low: -5, high: 5 },
      preprocessing: { size: 16, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    }),
  );

/** Embeddings of these pictures, each feature standardized by mean and deviation over all of them, a 1 at the end. */
async function standardizedRows(
  model: ModelFolder,
  prepared: PreparedSet,
  pictures: readonly PreparedPicture[],
) {
  const width = embeddingWidth(architectureOf(model));
  const { visible, preprocessing } = model.card;
  const question = {
    ...{ prepared, rows: pictures.map(({ row }) => row), inputSize: 16, visible, flip: false },
    scaling: preprocessing.scaling,
  };
  const raw = await withModel(model, ['embedding'], evaluationBatch(question.rows.length), (run) =>
    outputsOf((input) => run(input)[0]!, width, question, undefined),
  );
  const column = (j: number) => pictures.map((_, i) => raw[i * width + j]!);
  const scales = Array.from({ length: width }, (_, j) => {
    const mean = column(j).reduce((sum, value) => sum + value, 0) / pictures.length;
    const std = Math.sqrt(column(j).reduce((sum, value) => sum + (value - mean) ** 2, 0) / pictures.length);
    return { mean, std: std > 1e-6 ? std : 1 };
  });
  const rows = pictures.map((_, i) => [
    ...scales.map(({ mean, std }, j) => (raw[i * width + j]! - mean) / std),
    1,
  ]);
  return { rows, scales };
}

/** ½‖w‖² + C · Σ |w · x − target|, the last weight being the intercept's (Ho and Lin 2012, ε = 0). */
function objective(w: readonly number[], rows: readonly (readonly number[])[], targets: readonly number[]) {
  const errors = rows.map((x, i) =>
    Math.abs(x.reduce((sum, value, j) => sum + value * w[j]!, 0) - targets[i]!),
  );
  return w.reduce((sum, value) => sum + value ** 2, 0) / 2 + C * errors.reduce((a, b) => a + b, 0);
}

beforeAll(async () => {
  await engineForTests();
});

it("C of the paper's presets weighs errors in years, that of ours errors in standard deviations", async () => {
  const model = member();
  const prepared = madePrepared({ train: 40, val: 10 });
  const train = prepared.pictures.filter(({ split }) => split === 'train');
  const { rows, scales } = await standardizedRows(model, prepared, train);
  const settings: EnsemblePreset = { kind: 'ensemble', members: ['standard'], penalty: [C] };
  const pictures = { prepared, train, selection: prepared.pictures.filter(({ split }) => split === 'val') };

  /** The weights of standardized features that the fitted layer has, when its output is years. */
  const fitted = async (preset: Preset): Promise<number[]> => {
    const { weights, architecture, outputs } = await fitEnsemble({
      ...{ preset, settings, members: [model], pictures, ageScale: AGES },
    });
    expect(outputs).toHaveLength(pictures.selection.length);
    const { output } = architecture.taps;
    const kernel = weights.get(`${output}/kernel`)!;
    const perYear = scales.map(({ std }, j) => kernel[j]! * std * AGES.std);
    const middle = scales.reduce(
      (sum, { mean }, j) => sum + kernel[j]! * mean,
      weights.get(`${output}/bias`)![0]!,
    );
    return [...perYear, middle * AGES.std + AGES.mean];
  };

  const paper = findPreset('vgg-f-age-upper');
  const inYears = await fitted(paper);
  const years = train.map(({ ageYears }) => ageYears!);
  const least = objective(inYears, rows, years);
  // The objective is convex: where no small step goes down, it is least.
  const random = randomFor(1, 'steps');
  for (let n = 0; n < 300; n++) {
    const size = 10 ** random.uniform(-4, 0);
    const step = inYears.map((value) => value + size * random.normal() * Math.max(0.01, Math.abs(value)));
    expect(objective(step, rows, years)).toBeGreaterThan(least * (1 - 1e-4));
  }
  for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1, 2])
    expect(
      objective(
        inYears.map((value) => factor * value),
        rows,
        years,
      ),
    ).toBeGreaterThan(least * (1 - 1e-4));

  const { ageLoss, ...scaled } = paper;
  expect(ageLoss).toBe('years');
  const inDeviations = await fitted(scaled);
  expect(objective(inDeviations, rows, years)).toBeGreaterThan(1.05 * least);
  // In its own unit it is the other way round.
  const ownUnit = (w: readonly number[]) =>
    w.map((value, j) => (value - (j === w.length - 1 ? AGES.mean : 0)) / AGES.std);
  const deviations = years.map((age) => (age - AGES.mean) / AGES.std);
  expect(objective(ownUnit(inYears), rows, deviations)).toBeGreaterThan(
    1.05 * objective(ownUnit(inDeviations), rows, deviations),
  );
});
