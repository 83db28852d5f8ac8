import { join } from 'node:path';

import type { Card } from '../../../src/artifact/card.ts';
import { headWidth } from '../../../src/artifact/labels.ts';
import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { readModelFolder, writeModelFolder } from '../../../src/artifact/model-folder.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { graphModel } from '../../../src/training/models/graph-model.ts';
import type { Architecture } from '../../../src/training/models/index.ts';
import { branchedNet, netFor } from '../../../src/training/models/index.ts';
import { onnxModel } from '../../../src/training/models/onnx/index.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** Weights of He's size, statistics that are not 0 and 1, biases that are not 0. */
export function madeWeights(architecture: Architecture): Map<string, Float32Array> {
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  return new Map(
    specs.map(({ name, shape, role }) => {
      const random = randomFor(5, name);
      const count = shape.reduce((a, b) => a * b, 1);
      const spread = role === 'kernel' ? Math.sqrt(6 / (count / shape.at(-1)!)) : 0.2;
      const middle = role === 'gamma' || role === 'movingVariance' ? 1 : 0;
      return [name, Float32Array.from({ length: count }, () => middle + random.uniform(-spread, spread))];
    }),
  );
}

/** A compact network of such weights, or several side by side, as `train` lands it. */
export function madeNetFolder(changes: Partial<Card>, path = join(scratchFolder(), 'model')): ModelFolder {
  const card = madeCard({
    preprocessing: { size: 48, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    ...changes,
  });
  const outputs = headWidth(card);
  const { ageScale, preprocessing } = card;
  const single = netFor('compact', card, { inputSize: preprocessing.size, dropout: 0, ageScale });
  const architecture = card.branches.length > 0 ? branchedNet(single, card.branches, outputs) : single;
  const values = madeWeights(architecture);
  const fitting = { ...card, taps: architecture.taps };
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  writeModelFolder(path, {
    card: fitting,
    ...graphModel(architecture),
    weights: specs.map(({ name, shape }) => ({ name, shape, values: values.get(name)! })),
    onnx: onnxModel(architecture, values, fitting),
  });
  return readModelFolder(path);
}
