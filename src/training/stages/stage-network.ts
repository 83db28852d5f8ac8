import { headWidth } from '../../artifact/labels.ts';
import { headOf } from '../presets/index.ts';
import type { Model, WeightValues } from '../models/index.ts';
import { createModel, embeddingWidth, readValues } from '../models/index.ts';
import type { Program } from '../engine/tf.ts';
import { createProgram, hasMatrixUnit, tf } from '../engine/tf.ts';
import type { CheckpointState } from './checkpoint.ts';
import type { Objective } from './objective.ts';
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
  train(material: StepInputs, rate: number, step: number): Promise<number>;
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
  /** All weights and the optimizer's state, by name. */
  readAll(): Promise<Map<string, Float32Array>>;
  /**
   * Sets the weights, or with `all` the optimizer's slots too.
   * @returns false, changing nothing, if `values` lacks one of them
   */
  assign(values: WeightValues, what: 'weights' | 'all'): boolean;
  dispose(): void;
}

/** What one step learns from. */
export interface StepInputs {
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
  const { preset, settings, seed, architecture, ageScale } = stage;
  const model = createModel(architecture, stage.start ?? { seed });
  const named = trainedWeights(stage, model);
  const optimizer = createOptimizer(settings.optimizer, named, model.decayed);
  const variables = new Map([...model.weights, ...optimizer.slots]);

  const widths = { head: headWidth(headOf(preset)), embedding: embeddingWidth(architecture) };
  const { targets } = settings;
  const hard = hardLossOf(preset.task, { targets, ageScale, ageLoss: preset.ageLoss });
  const objective = objectiveOf(settings, hard, widths);
  const shapes: StepShapes = {
    batchSize,
    inputSize: architecture.inputSize,
    headWidth: widths.head,
    inputWidths: objective.inputWidths,
  };
  const mixed = preset.precision === 'mixed' && hasMatrixUnit();
  // The batches of a small set say little of a face's averages.
  const trainedAlone = settings.kind === 'retrain' ? [...named.values()] : undefined;
  const step = trainingStep(model, optimizer, objective, trainedAlone);
  const program = stageProgram(stage, { model, step, objective, shapes, mixed }, [...variables.values()]);

  const read = (only: ReadonlyMap<string, tf.Variable>) => {
    program.pull();
    return readValues(only);
  };
  return {
    precision: mixed && program.mode === 'compiled' ? 'mixed' : 'float32',
    embeddingWidth: widths.embedding,
    async train(material, rate, step) {
      const inputs = tensorsOf(shapes, material, rate, [seed, step]);
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

function isHeadAlone(settings: Stage['settings']): boolean {
  return settings.kind === 'retrain' && settings.trains === 'head';
}

/** The weights that learn, by name. */
function trainedWeights({ settings, architecture }: Stage, { weights }: Model): Map<string, tf.Variable> {
  const { ageScores, output } = architecture.taps;
  const head = `${ageScores ?? output}/`;
  return new Map(
    [...weights].filter(
      ([name, variable]) => variable.trainable && (!isHeadAlone(settings) || name.startsWith(head)),
    ),
  );
}

/** Sizes of what one step learns from. */
interface StepShapes {
  batchSize: number;
  /** Side of the pictures. */
  inputSize: number;
  headWidth: number;
  /** Of what the objective takes besides. */
  inputWidths: readonly number[];
}

interface StageSteps {
  model: Model;
  step: (...inputs: tf.Tensor[]) => tf.Tensor[];
  objective: Objective;
  shapes: StepShapes;
  mixed: boolean;
}

/** Training for every number of partners, prediction, and embedding where partners are mined. */
function stageProgram(
  { seed, architecture, pictures }: Stage,
  { model, step, objective, shapes, mixed }: StageSteps,
  variables: readonly tf.Variable[],
): Program {
  const counts = objective.hasPartners ? partnerCounts(shapes.batchSize) : [null];
  const training = counts.map((n) => ({
    n,
    examples: tensorsOf(shapes, blankMaterial(shapes, n), 0, [seed, 0]),
  }));
  const [selectionExample, trainExample] = [pictures.selection, pictures.train].map(({ length }) =>
    tf.zeros(pictureShape(shapes, evaluationBatch(length))),
  ) as [tf.Tensor, tf.Tensor];
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
    variables,
  );
  tf.dispose([...training.flatMap(({ examples }) => examples), selectionExample, trainExample]);
  return program;
}

function pictureShape({ inputSize }: StepShapes, n: number): [number, number, number, number] {
  return [n, inputSize, inputSize, 3];
}

/** Inputs of one training step, in the order in which it takes them. */
function tensorsOf(
  shapes: StepShapes,
  { pictures, partners, targets, inputs }: StepInputs,
  rate: number,
  [seed, step]: readonly [number, number],
): tf.Tensor[] {
  const { batchSize, inputWidths } = shapes;
  return [
    tf.tensor4d(pictures, pictureShape(shapes, batchSize)),
    tf.tensor2d(targets, [batchSize, shapes.headWidth]),
    tf.scalar(rate),
    tf.tensor1d([seed | 0, step], 'int32'),
    ...(partners
      ? [
          tf.tensor4d(partners.pictures, pictureShape(shapes, partners.n)),
          tf.tensor2d(partners.which, [batchSize, partners.n]),
        ]
      : []),
    ...inputs.map((values, i) => tf.tensor2d(values, [batchSize, inputWidths[i]!])),
  ];
}

/** @param n partners, null without any */
function blankMaterial(shapes: StepShapes, n: number | null): StepInputs {
  const { batchSize, inputSize, inputWidths } = shapes;
  return {
    pictures: new Float32Array(batchSize * inputSize * inputSize * 3),
    partners: n === null ? null : blankPartners(n, batchSize, inputSize),
    targets: new Float32Array(batchSize * shapes.headWidth),
    inputs: inputWidths.map((numbers) => new Float32Array(batchSize * numbers)),
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
