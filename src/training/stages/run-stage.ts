import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../artifact/error.ts';
import { headWidth } from '../../artifact/labels.ts';
import { openBatches } from '../data/batches.ts';
import type { AgeScale } from '../data/targets.ts';
import { targetsOf } from '../data/targets.ts';
import type { WeightValues } from '../models/index.ts';
import { createModel, NETS } from '../models/index.ts';
import type { Preset, StagePreset } from '../presets/preset.ts';
import { createProgram, tf, threadCount } from '../tf.ts';
import type { CheckpointState, EpochRecord } from './checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { choosingMetrics } from './choosing.ts';
import { createOptimizer } from './optimizer.ts';
import { EVALUATION_BATCH, interrupted, outputsOf } from './outputs.ts';
import { ownFolder } from './owner.ts';
import { afterEpoch, rateAt, startSchedule } from './schedule.ts';
import { hardLossOf, trainingStep } from './training-step.ts';
import type { StagePictures } from './stage-pictures.ts';

/** All that decides what a stage gives. */
export interface Stage {
  /** Hash of all that decides the result; names its folders. */
  key: string;
  preset: Preset;
  settings: StagePreset;
  /** Decides first weights, order, variation and dropout. */
  seed: number;
  pictures: StagePictures;
  ageScale: AgeScale | null;
  /** Weights to start from; fresh ones without it. */
  start: WeightValues | null;
  /** For the checkpoint; gone when the stage is done and landed. */
  workFolder: string;
}

export interface StepReport {
  epoch: number;
  epochs: number;
  /** Within the epoch, from 1. */
  step: number;
  steps: number;
  loss: number;
  imagesPerSecond: number;
  /** Seconds to the end of the stage at the present rate. */
  etaS: number;
}

export interface StageHooks {
  onStep?: (report: StepReport) => void;
  onEpoch?: (record: EpochRecord, epochs: number) => void;
  note?: (text: string) => void;
  signal?: AbortSignal;
}

export interface StageResult {
  weights: ReadonlyMap<string, Float32Array>;
  history: readonly EpochRecord[];
  /** Of the choosing pictures with these weights, mirror images averaged in: [pictures, head width]. */
  outputs: Float32Array;
  mode: 'compiled' | 'eager';
}

/** In long epochs a checkpoint is also written after so many milliseconds. */
const CHECKPOINT_EVERY_MS = 3 * 60_000;
/** A loss beyond this is no learning any more. */
const EXPLODED = 1e4;
/** Weights that are kept as best stand in the checkpoint under this prefix. */
const BEST = 'best:';

/**
 * Trains one stage from its start or from its last checkpoint to its end.
 * A stage that was stopped anywhere and goes on gives the same weights, bit for bit, as one that was not (same
 * number of threads): every batch, every dropout mask follows from seed, epoch and step.
 * @throws DemifaceError `diverged` when the loss is no number or explodes, `interrupted`, `corrupt`, `disk`, `busy`
 */
export async function runStage(stage: Stage, hooks: StageHooks = {}): Promise<StageResult> {
  const release = ownFolder(stage.workFolder, `the ${stage.settings.kind} of ${stage.preset.id}`);
  try {
    return await trainStage(stage, hooks);
  } finally {
    release();
  }
}

async function trainStage(stage: Stage, hooks: StageHooks): Promise<StageResult> {
  const { preset, settings, pictures, seed } = stage;
  const { picturesPath, size, channels } = pictures.prepared;
  const { task, inputSize } = preset;
  const width = headWidth(task);
  const architecture = NETS[preset.net]({ inputSize, outputs: width, dropout: settings.dropout });
  const model = createModel(architecture, stage.start ?? { seed });
  const named = new Map([...model.weights].filter(([, variable]) => variable.trainable));
  const optimizer = createOptimizer(settings.optimizer, named, model.decayed);
  const variables = new Map([...model.weights, ...optimizer.slots]);
  const batchSize = Math.min(preset.batchSize, pictures.train.length);
  const targets = targetsOf(pictures.train, {
    task,
    targets: settings.targets,
    labelSmoothing: settings.labelSmoothing ?? 0,
    ageScale: stage.ageScale,
  });

  const shape = (n: number): [number, number, number, number] => [n, inputSize, inputSize, 3];
  const examples = [tf.zeros(shape(batchSize)), tf.zeros([batchSize, width]), tf.scalar(0), seedTensor(0, 0)];
  const evaluationExample = tf.zeros(shape(EVALUATION_BATCH));
  const program = createProgram(
    {
      train: { step: trainingStep(model, optimizer, hardLossOf(task)), examples },
      predict: { step: (input) => model.forward(input as tf.Tensor4D), examples: [evaluationExample] },
    },
    [...variables.values()],
  );
  tf.dispose([...examples, evaluationExample]);

  const batches = openBatches({
    picturesPath,
    size,
    channels,
    rows: pictures.train.map(({ row }) => row),
    outputSize: inputSize,
    scaling: preset.scaling,
    views: [settings.occlusion],
    augmentation: settings.augmentation,
    batchSize,
    seed,
    shuffle: true,
    dropLast: true,
  });
  const steps = batches.batchesPerEpoch;
  const totalSteps = steps * settings.epochs;
  const checkpointPath = join(stage.workFolder, 'checkpoint.bin');
  let state: CheckpointState = {
    format: 1,
    stage: stage.key,
    epoch: 0,
    batch: 0,
    lossSum: 0,
    schedule: startSchedule(settings.schedule),
    bestError: null,
    history: [],
    threads: threadCount(),
  };
  let best = new Map<string, Float32Array>();

  const readAll = async (only: ReadonlyMap<string, tf.Variable>) => {
    program.pull();
    const values = new Map<string, Float32Array>();
    for (const [name, variable] of only) values.set(name, (await variable.data()) as Float32Array);
    return values;
  };
  const save = async () => {
    const tensors = await readAll(variables);
    // A finite loss may still end in weights that are none: they must not take the place of good ones.
    if (![...tensors.values()].every(isFinite))
      throw diverged(stage, state.batch > 0 ? state : { epoch: state.epoch - 1, batch: steps }, Number.NaN);
    for (const [name, values] of best) tensors.set(BEST + name, values);
    writeCheckpoint(checkpointPath, { state, tensors });
  };

  const choosingOutputs = (flip: boolean) =>
    outputsOf(
      (input) => program.run('predict', [input])[0]!,
      width,
      {
        picturesPath,
        size,
        channels,
        rows: pictures.choosing.map(({ row }) => row),
        inputSize,
        scaling: preset.scaling,
        visible: settings.occlusion.visible,
        flip,
      },
      hooks.signal,
    );

  try {
    const saved = readCheckpoint(checkpointPath);
    if (saved) {
      if (saved.state.stage !== stage.key || ![...variables.keys()].every((name) => saved.tensors.has(name)))
        throw new DemifaceError(
          'corrupt',
          `${checkpointPath} belongs to another stage; delete it to start anew`,
        );
      if (saved.state.threads !== threadCount())
        hooks.note?.(
          `This stage was begun with ${saved.state.threads} threads and goes on with ${threadCount()}: the last bits of its weights will differ.`,
        );
      state = saved.state;
      for (const [name, variable] of variables)
        tf.tidy(() => variable.assign(tf.tensor(saved.tensors.get(name)!, variable.shape)));
      best = new Map(
        [...saved.tensors].flatMap(([name, values]) =>
          name.startsWith(BEST) ? [[name.slice(BEST.length), values] as const] : [],
        ),
      );
      program.push();
    }

    let lastSave = Date.now();
    while (state.epoch < settings.epochs) {
      const { epoch } = state;
      const epochStart = performance.now();
      const firstBatch = state.batch;
      for await (const { index, images, order } of batches.epoch(epoch, firstBatch)) {
        const step = epoch * steps + index;
        const rate = rateAt(settings.schedule, state.schedule, step, totalSteps);
        const inputs = [
          tf.tensor4d(images[0]!, shape(batchSize)),
          tf.tensor2d(rowsOf(targets, order, width), [batchSize, width]),
          tf.scalar(rate),
          seedTensor(seed, step),
        ];
        const [output] = program.run('train', inputs);
        const loss = (await output!.data())[0]!;
        tf.dispose([...inputs, output!]);
        if (!Number.isFinite(loss) || Math.abs(loss) > EXPLODED)
          throw diverged(stage, { epoch, batch: index + 1 }, loss);
        state = { ...state, batch: index + 1, lossSum: state.lossSum + loss };
        const seconds = (performance.now() - epochStart) / 1000;
        const stepsPerSecond = (index + 1 - firstBatch) / seconds;
        hooks.onStep?.({
          epoch: epoch + 1,
          epochs: settings.epochs,
          step: index + 1,
          steps,
          loss,
          imagesPerSecond: stepsPerSecond * batchSize,
          etaS: (totalSteps - step - 1) / stepsPerSecond,
        });
        if (hooks.signal?.aborted || (Date.now() - lastSave > CHECKPOINT_EVERY_MS && index + 1 < steps)) {
          await save();
          lastSave = Date.now();
          if (hooks.signal?.aborted) throw interrupted();
        }
      }
      const imagesPerSecond = ((steps - firstBatch) * batchSize * 1000) / (performance.now() - epochStart);
      const rate = rateAt(settings.schedule, state.schedule, (epoch + 1) * steps - 1, totalSteps);
      const outputs = await choosingOutputs(false).catch(async (error: unknown) => {
        if (hooks.signal?.aborted) await save();
        throw error;
      });
      const { error, metrics } = choosingMetrics(task, outputs, pictures.choosing, stage.ageScale);
      const record = { epoch: epoch + 1, loss: state.lossSum / steps, rate, metrics, imagesPerSecond };
      if (settings.choose === 'best' && (state.bestError === null || error < state.bestError)) {
        state = { ...state, bestError: error };
        best = await readAll(model.weights);
      }
      state = {
        ...state,
        epoch: epoch + 1,
        batch: 0,
        lossSum: 0,
        schedule: afterEpoch(settings.schedule, state.schedule, error),
        history: [...state.history, record],
      };
      await save();
      lastSave = Date.now();
      hooks.onEpoch?.(record, settings.epochs);
      if (hooks.signal?.aborted) throw interrupted();
    }
    if (settings.choose === 'best') {
      for (const [name, variable] of model.weights)
        tf.tidy(() => variable.assign(tf.tensor(best.get(name)!, variable.shape)));
      program.push();
    }
    const weights = await readAll(model.weights);
    return { weights, history: state.history, outputs: await choosingOutputs(true), mode: program.mode };
  } finally {
    await batches.close();
    program.dispose();
    tf.dispose([...variables.values()]);
  }
}

/** Removes what a stage kept while it ran; called once its result has landed. */
export function forgetStage(workFolder: string): void {
  rmSync(workFolder, { recursive: true, force: true });
}

function seedTensor(seed: number, step: number): tf.Tensor1D {
  return tf.tensor1d([seed | 0, step], 'int32');
}

function rowsOf(targets: Float32Array, order: Int32Array, width: number): Float32Array {
  const rows = new Float32Array(order.length * width);
  order.forEach((position, i) =>
    rows.set(targets.subarray(position * width, (position + 1) * width), i * width),
  );
  return rows;
}

function isFinite(values: Float32Array): boolean {
  return values.every((value) => value - value === 0);
}

function diverged(
  { settings, preset }: Stage,
  { epoch, batch }: Pick<CheckpointState, 'epoch' | 'batch'>,
  loss: number,
): DemifaceError {
  const kept = epoch > 0 ? `the checkpoint of epoch ${epoch} is kept` : 'no epoch was finished';
  const key = settings.schedule.kind === 'one-cycle' ? 'peak' : 'rate';
  const what = Number.isNaN(loss) ? 'its weights or its loss are no numbers any more' : `loss ${loss}`;
  return new DemifaceError(
    'diverged',
    `the ${settings.kind} of ${preset.id} stopped learning: ${what} in epoch ${epoch + 1}, step ${batch}; ${kept}; lower the rate (--set ${settings.kind}.schedule.${key}=…)`,
  );
}
