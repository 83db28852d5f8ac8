import { createModel, NETS } from '../../../src/training/models/index.ts';
import type { OptimizerPreset } from '../../../src/training/presets/preset.ts';
import { createOptimizer } from '../../../src/training/stages/optimizer.ts';
import { fromLabels, hardLossOf } from '../../../src/training/stages/objective.ts';
import { trainingStep } from '../../../src/training/stages/training-step.ts';
import type { Program } from '../../../src/training/engine/tf.ts';
import { createProgram, tf } from '../../../src/training/engine/tf.ts';
import { sampleValues } from './references.ts';

export const OPTIMIZERS = {
  momentum: { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-3 },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-4, weightDecay: 0 },
} as const satisfies Record<string, OptimizerPreset>;

export interface Training {
  program: Program;
  variables: readonly tf.Variable[];
  /** Runs one step on the batch of that number. @returns its loss */
  step(index: number, rate: number): number;
  /** All variables one after the other, moving averages and optimizer's slots included. */
  values(): Float32Array;
  dispose(): void;
}

const SIZE = 16;
const BATCH = 4;

/** The compact net with everything that training has: batch normalization, dropout, an optimizer. */
export function smallTraining(
  preset: OptimizerPreset,
  { compile = true, mixed = false }: { compile?: boolean; mixed?: boolean } = {},
): Training {
  const model = createModel(NETS.compact({ inputSize: SIZE, outputs: 2, dropout: 0.3 }), { seed: 3 });
  const trainable = new Map([...model.weights].filter(([, variable]) => variable.trainable));
  const optimizer = createOptimizer(preset, trainable, model.decayed);
  const variables = [...model.weights.values(), ...optimizer.slots.values()];
  const batch = (index: number, rate: number) => [
    tf.tensor4d([...sampleValues(BATCH * SIZE * SIZE * 3, index)], [BATCH, SIZE, SIZE, 3]),
    tf.tensor2d([1, 0, 0, 1, 1, 0, 0.5, 0.5], [BATCH, 2]),
    tf.scalar(rate),
    tf.tensor1d([17, index], 'int32'),
  ];
  const examples = batch(0, 0);
  const step = trainingStep(
    model,
    optimizer,
    fromLabels(hardLossOf('gender', { targets: 'labels', ageScale: null })),
  );
  const program = createProgram({ train: { step, examples, mixed } }, variables, { compile });
  tf.dispose(examples);
  return {
    program,
    variables,
    step(index, rate) {
      const inputs = batch(index, rate);
      const [loss] = program.run('train', inputs);
      const [value] = loss!.dataSync();
      tf.dispose([loss!, inputs]);
      return value!;
    },
    values() {
      program.pull();
      return Float32Array.from(variables.flatMap((variable) => [...(variable.dataSync() as Float32Array)]));
    },
    dispose() {
      program.dispose();
      model.dispose();
      tf.dispose([...optimizer.slots.values()]);
    },
  };
}
