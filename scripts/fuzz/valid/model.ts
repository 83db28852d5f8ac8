import type { Card } from '../../../src/artifact/card.ts';
import { fullHead, GENDERS } from '../../../src/artifact/labels.ts';
import { writeModelFolder } from '../../../src/artifact/model-folder.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { graphModel } from '../../../src/training/models/graph-model.ts';
import { netFor } from '../../../src/training/models/index.ts';
import { initialValues } from '../../../src/training/models/initial.ts';
import { onnxModel } from '../../../src/training/models/onnx/index.ts';

const SIZE = 32;

/** Writes a small model of genders with fresh weights, as training lands one. */
export function writeValidModel(path: string): void {
  const architecture = netFor('compact', fullHead('gender'), { inputSize: SIZE, dropout: 0, ageScale: null });
  const weights = planArchitecture(architecture).flatMap(({ weights: specs }) =>
    specs.map((spec) => ({ name: spec.name, shape: spec.shape, values: initialValues(spec, 1) })),
  );
  const values = new Map(weights.map((weight) => [weight.name, weight.values]));
  const card: Card = { ...CARD, taps: architecture.taps };
  writeModelFolder(path, {
    card,
    weights,
    ...graphModel(architecture),
    onnx: onnxModel(architecture, values, card),
  });
}

const CARD: Omit<Card, 'taps'> = {
  format: 1,
  name: 'compact.gender.full',
  net: 'compact',
  branches: [],
  task: 'gender',
  labels: [...GENDERS],
  visible: 'full',
  preprocessing: { size: SIZE, color: 'rgb', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
  crop: { scale: 1, up: 0 },
  ageScale: null,
  ageInterval: null,
  temperature: 1,
  flip: true,
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
};
