import { headWidth } from '../../artifact/labels.ts';
import type { WeightValues } from '../models/index.ts';
import { createModel, embeddingWidth, readValues } from '../models/index.ts';
import { createProgram, hasMatrixUnit, tf } from '../engine/tf.ts';
import type { CheckpointState } from './checkpoint.ts';
import { hardLossOf, objectiveOf } from './objective.ts';
import { createOptimizer } from './optimizer.ts';
import { evaluationBatch } from '../models/outputs.ts';
import type { Partners } from './partners.ts';
import { partnerCounts } from './partners.ts';
import type { Stage } from './stage.ts';
import { trainingStep } from './training-step.ts';

/** What a stage trains: network, optimizer and the compiled steps over both. The caller disposes it. */
export interface StageNetwork {
  /** What training steps are computed in. */
  readonly precision: CheckpointState['precision'];
  /** Length of one picture's embedding. */
  readonly embeddingWidth: number;
  /**
   * One step of training.
   * @param step of the whole stage, from 0; with the stage's seed it decides all that is random in the step
   * @returns the loss
   */
  train(material: StepMaterial, rate: number, step: number): Promise<number>;
  /** @param pictures [n, size, size, 3], n being `evaluationBatch` of those chosen on @returns [n, head width]; the caller disposes */
  predict(pictures: tf.Tensor4D): tf.Tensor;
  /**
   * Only for stages with partners.
   * @param pictures [n, size, size, 3], n being `evaluationBatch` of those trained on
   * @returns [n, embeddingWidth]; the caller disposes
   */
  embed(pictures: tf.Tensor4D): tf.Tensor;
  /** All weights by name. */
  readWeights(): Promise<Map<string, Float32Array>>;
  /** All weights and all that the optimizer remembers, by name. */
  readAll(): Promise<Map<string, Float32Array>>;
  /**
   * Sets the weights, or with `all` the optimizer's slots too.
   * @returns false, changing nothing, if `values` lacks one of them
   */
  assign(values: WeightValues, what: 'weights' | 'all'): boolean;
  dispose(): void;
}

/** What one step learns from. */
export interface StepMaterial {
  /** [batch, size, size, 3] */
  pictures: Float32Array;
  /** Null where the objective has none. */
  partners: Partners | null;
  /** [batch, head width] */
  targets: Float32Array;
  /** What the objective takes besides: [batch, width] each. */
  inputs: readonly Float32Array[];
}

export function createStageNetwork(stage: Stage, batchSize: number): StageNetwork {
  const { preset, settings, seed, architecture, ageScale, pictures } = stage;
  const { task } = preset;
  const { inputSize } = architecture;
  const width = headWidth(task);
  const model = createModel(architecture, stage.start ?? { seed });
  const named = new Map([...model.weights].filter(([, variable]) => variable.trainable));
  const optimizer = createOptimizer(settings.optimizer, named, model.decayed);
  const variables = new Map([...model.weights, ...optimizer.slots]);

  const shape = (n: number): [number, number, number, number] => [n, inputSize, inputSize, 3];
  const seedOf = (step: number) => tf.tensor1d([seed | 0, step], 'int32');
  const widths = { head: width, embedding: embeddingWidth(architecture) };
  const { targets } = settings;
  const hard = hardLossOf(task, { targets, ageScale, ageLoss: preset.ageLoss });
  const objective = objectiveOf(settings, hard, widths);
  const tensorsOf = ({ pictures, partners, targets, inputs }: StepMaterial, rate: number, step: number) => [
    tf.tensor4d(pictures, shape(batchSize)),
    tf.tensor2d(targets, [batchSize, width]),
    tf.scalar(rate),
    seedOf(step),
    ...(partners
      ? [
          tf.tensor4d(partners.pictures, shape(partners.n)),
          tf.tensor2d(partners.which, [batchSize, partners.n]),
        ]
      : []),
    ...inputs.map((values, i) => tf.tensor2d(values, [batchSize, objective.inputWidths[i]!])),
  ];
  const examplesOf = (n: number | null) => {
    const material = {
      pictures: new Float32Array(batchSize * inputSize * inputSize * 3),
      partners: n === null ? null : blankPartners(n, batchSize, inputSize),
      targets: new Float32Array(batchSize * width),
      inputs: objective.inputWidths.map((numbers) => new Float32Array(batchSize * numbers)),
    };
    return tensorsOf(material, 0, 0);
  };
  const counts = objective.hasPartners ? partnerCounts(batchSize) : [null];
  const training = counts.map((n) => ({ n, examples: examplesOf(n) }));
  const step = trainingStep(model, optimizer, objective);
  const [selectionExample, trainExample] = [pictures.selection, pictures.train].map(({ length }) =>
    tf.zeros(shape(evaluationBatch(length))),
  ) as [tf.Tensor, tf.Tensor];
  const mixed = preset.precision === 'mixed' && hasMatrixUnit();
  const program = createProgram(
    {
      ...Object.fromEntries(training.map(({ n, examples }) => [stepName(n), { step, examples, mixed }])),
      predict: { step: (input) => model.forward(input as tf.Tensor4D), examples: [selectionExample] },
      ...(objective.hasPartners && {
        embed: {
          step: (input: tf.Tensor) =>
            model.forward(input as tf.Tensor4D, { taps: [architecture.taps.embedding] }),
          examples: [trainExample],
          mixed, // Mining only compares distances.
        },
      }),
    },
    [...variables.values()],
  );
  tf.dispose([...training.flatMap(({ examples }) => examples), selectionExample, trainExample]);

  const read = (only: ReadonlyMap<string, tf.Variable>) => {
    program.pull();
    return readValues(only);
  };
  return {
    precision: mixed && program.mode === 'compiled' ? 'mixed' : 'float32',
    embeddingWidth: widths.embedding,
    async train(material, rate, step) {
      const inputs = tensorsOf(material, rate, step);
      const [output] = program.run(stepName(material.partners?.n ?? null), inputs);
      const loss = (await output!.data())[0]!;
      tf.dispose([...inputs, output!]);
      return loss;
    },
    predict: (pictures) => program.run('predict', [pictures])[0]!,
    embed: (pictures) => program.run('embed', [pictures])[0]!,
    readWeights: () => read(model.weights),
    readAll: () => read(variables),
    assign(values, what) {
      const wanted = what === 'all' ? variables : model.weights;
      if (![...wanted.keys()].every((name) => values.has(name))) return false;
      program.pull();
      for (const [name, variable] of wanted)
        tf.tidy(() => variable.assign(tf.tensor(values.get(name)!, variable.shape)));
      program.push();
      return true;
    },
    dispose() {
      program.dispose();
      tf.dispose([...variables.values()]);
    },
  };
}

/** The recorded step for so many partners. */
function stepName(partners: number | null): string {
  return `train${partners ?? ''}`;
}

function blankPartners(n: number, batchSize: number, inputSize: number): Partners {
  return {
    n,
    pictures: new Float32Array(n * inputSize * inputSize * 3),
    which: new Float32Array(batchSize * n),
  };
}
