import { join } from 'node:path';

import type { Card } from '../../src/artifact/card.ts';
import { GENDERS } from '../../src/artifact/labels.ts';
import { writeModelFolder } from '../../src/artifact/model-folder.ts';
import { planArchitecture } from '../../src/training/models/architecture.ts';
import { graphModel } from '../../src/training/models/graph-model.ts';
import { netFor } from '../../src/training/models/index.ts';
import { initialValues } from '../../src/training/models/initial.ts';
import { onnxModel } from '../../src/training/models/onnx/index.ts';
import { scratchFolder } from '../support/made-data.ts';

/** A card that is right for a gender model of two outputs, with changes. */
export function madeCard(changes: Partial<Card> = {}): Card {
  return {
    format: 1,
    name: 'compact.gender.full',
    net: 'compact',
    branches: [],
    task: 'gender',
    labels: [...GENDERS],
    visible: 'full',
    preprocessing: { size: 32, color: 'rgb', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    crop: { scale: 1, up: 0 },
    ageScale: null,
    ageInterval: null,
    temperature: 1,
    flip: true,
    taps: { embedding: 'pool', lastConv: ['block4/relu'], output: 'output' },
    stage: { key: 'k', kind: 'teacher', preset: 'smoke-gender-full', seed: 1, parents: [] },
    data: {
      layout: 'utkface',
      fingerprint: 'f',
      pictures: 2,
      license: 'none',
      choosing: 'validation split',
      splits: ['train'],
    },
    use: 'research only',
    metrics: { accuracy: 0.5 },
    measured: null,
    failures: [],
    confidenceThreshold: 0.6,
    weakLabels: [],
    ...changes,
  };
}

/** Two small weights: a head of two outputs. */
export const HEAD = [
  { name: 'output/kernel', shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  { name: 'output/bias', shape: [2], values: Float32Array.of(7, 8) },
];

/** A model folder with hardly anything in it: enough for all checks on load. */
export function smallModelFolder(changes: Partial<Card> = {}, weights = HEAD): string {
  const path = join(scratchFolder(), 'model');
  writeModelFolder(path, {
    card: madeCard(changes),
    graph: { node: [], versions: { producer: 1 } },
    constants: [],
    weights,
    onnx: Uint8Array.of(8, 8),
    extra: { 'training.json': '{}\n' },
  });
  return path;
}

/**
 * A compact network with fresh weights of this seed, as `train` lands one.
 * @param alwaysYears what a model of ages says of every face
 */
export function networkFolder(
  changes: Partial<Card> = {},
  path = join(scratchFolder(), 'model'),
  seed = 3,
  alwaysYears?: number,
): string {
  const card = madeCard(changes);
  const { ageScale, preprocessing } = card;
  const architecture = netFor('compact', card, {
    inputSize: preprocessing.size,
    dropout: 0,
    ageScale,
  });
  const weights = planArchitecture(architecture).flatMap(({ weights: specs }) =>
    specs.map((spec) => ({ name: spec.name, shape: spec.shape, values: initialValues(spec, seed) })),
  );
  const values = new Map(weights.map((weight) => [weight.name, weight.values]));
  // What fresh layers give is large: as it is, one age would win for every face.
  const scores = values.get('ages/kernel');
  scores?.forEach((weight, i) => (scores[i] = 0.1 * weight));
  if (alwaysYears !== undefined) values.get('ages/bias')![alwaysYears] = 1e6;
  const fitting = { ...card, taps: architecture.taps };
  writeModelFolder(path, {
    card: fitting,
    ...graphModel(architecture),
    weights,
    onnx: onnxModel(architecture, values, fitting),
  });
  return path;
}
