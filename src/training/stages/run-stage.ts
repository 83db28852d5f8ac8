import { join } from 'node:path';

import { discardFolder } from '../../common/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { headWidth } from '../../artifact/labels.ts';
import { makeFolder } from '../../common/make-folder.ts';
import { targetsOf } from '../datasets/targets.ts';
import type { WeightValues } from '../models/index.ts';
import { threadCount } from '../engine/tf.ts';
import type { CheckpointState } from './checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { choosingMetrics } from './choosing.ts';
import { interrupted } from '../../common/interrupted.ts';
import { writeRows } from '../mining/rows.ts';
import type { EpochInputs } from './epoch-inputs.ts';
import { epochInputsOf } from './epoch-inputs.ts';
import { eachBatch, outputsOf } from '../models/outputs.ts';
import { afterEpoch, rateAt, startSchedule } from './schedule.ts';
import type { Stage, StageHooks, StageResult } from './stage.ts';
import { openStageBatches } from './stage-batches.ts';
import { createStageNetwork } from './stage-network.ts';

/** In long epochs a checkpoint is also written after so many milliseconds. */
const CHECKPOINT_EVERY_MS = 3 * 60_000;
/** A loss beyond this is no learning any more; squared distances of 4,096 numbers may well be 10⁴. */
const EXPLODED = 1e8;
/** What stands in the checkpoint beside the network: weights that are kept as best, and the lesson of an epoch under way. */
const BEST = 'best:';
const LESSON = 'lesson:';

/**
 * Trains one stage from its start or from its last checkpoint to its end.
 * A stage that was stopped anywhere and goes on gives the same weights, bit for bit, as one that was not (same
 * number of threads): every batch, every dropout mask follows from seed, epoch and step.
 * The caller owns the work folder (`ownFolder`).
 * @throws DemifaceError `diverged` when the loss is no number or explodes, `interrupted`, `corrupt`, `disk`; what
 * `beforeSave` throws
 */
export async function runStage(stage: Stage, hooks: StageHooks = {}): Promise<StageResult> {
  makeFolder(stage.workFolder);
  const { preset, settings, pictures, architecture } = stage;
  const { task, scaling } = preset;
  const { inputSize } = architecture;
  const width = headWidth(task);
  const batchSize = Math.min(preset.batchSize, pictures.train.length);
  const targets = targetsOf(pictures.train, {
    task,
    targets: settings.targets,
    labelSmoothing: settings.labelSmoothing ?? 0,
    ageScale: stage.ageScale,
  });
  const network = createStageNetwork(stage, batchSize);
  const batches = openStageBatches(stage, batchSize);
  const { steps } = batches;
  const totalSteps = steps * settings.epochs;
  const { visible } = settings.occlusion;
  const shown = { prepared: pictures.prepared, inputSize, scaling, visible };
  const choosingRows = pictures.choosing.map(({ row }) => row);
  const choosingOutputs = (flip: boolean) =>
    outputsOf((input) => network.predict(input), width, { ...shown, rows: choosingRows, flip }, hooks.signal);
  const trainRows = pictures.train.map(({ row }) => row);
  const learner = {
    async embeddings() {
      const found = writeRows(join(stage.workFolder, 'embeddings'), {
        count: trainRows.length,
        width: network.embeddingWidth,
      });
      await eachBatch(
        (input) => [network.embed(input)],
        { ...shown, rows: trainRows, mirrored: false },
        ([block]) => found.append(block!),
        hooks.signal,
      );
      return found.finish();
    },
  };
  const teach = epochInputsOf(stage, hooks.signal);

  const checkpointPath = join(stage.workFolder, 'checkpoint.bin');
  const computed = { threads: threadCount(), precision: network.precision };
  let state = startState(stage, computed);
  let best: WeightValues = new Map();
  let lesson: EpochInputs | null = null;
  let lastSave = performance.now();
  const save = async () => {
    const tensors = await network.readAll();
    // A finite loss may still end in weights that are none: they must not take the place of good ones.
    if (![...tensors.values()].every(isFinite))
      throw diverged(stage, state.batch > 0 ? state : { epoch: state.epoch - 1, batch: steps }, Number.NaN);
    for (const [name, values] of best) tensors.set(BEST + name, values);
    if (state.batch > 0) for (const [name, values] of lesson?.kept ?? []) tensors.set(LESSON + name, values);
    hooks.beforeSave?.();
    writeCheckpoint(checkpointPath, { state, tensors });
    lastSave = performance.now();
  };

  try {
    const saved = readCheckpoint(checkpointPath);
    if (saved) {
      if (saved.state.stage !== stage.key || !network.assign(saved.tensors, 'all'))
        throw new DemifaceError(
          'corrupt',
          `${checkpointPath} belongs to another stage; delete it to start anew`,
        );
      for (const what of ['threads', 'precision'] as const)
        if (saved.state[what] !== computed[what])
          hooks.note?.(
            `This stage was begun with ${what} ${saved.state[what]} and goes on with ${computed[what]}: its weights will not be the same bit for bit.`,
          );
      state = { ...saved.state, ...computed };
      best = under(BEST, saved.tensors);
    }
    while (state.epoch < settings.epochs) {
      const { epoch } = state;
      const epochStart = performance.now();
      const firstBatch = state.batch;
      const begun = firstBatch > 0 && saved?.state.epoch === epoch;
      lesson = await teach(epoch, learner, begun ? under(LESSON, saved.tensors) : null);
      for await (const batch of batches.epoch(epoch, firstBatch, lesson.partners)) {
        const { index, order } = batch;
        const step = epoch * steps + index;
        const rate = rateAt(settings.schedule, state.schedule, step, totalSteps);
        const material = {
          pictures: batch.pictures,
          partners: batch.partners,
          targets: rowsOf(targets, order, width),
          inputs: lesson.inputs(order),
        };
        const loss = await network.train(material, rate, step);
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
        const due = performance.now() - lastSave > CHECKPOINT_EVERY_MS && index + 1 < steps;
        if (hooks.signal?.aborted || due) await save();
        if (hooks.signal?.aborted) throw interrupted();
      }
      const imagesPerSecond = ((steps - firstBatch) * batchSize * 1000) / (performance.now() - epochStart);
      const rate = rateAt(settings.schedule, state.schedule, (epoch + 1) * steps - 1, totalSteps);
      const outputs = await choosingOutputs(false).catch(async (error: unknown) => {
        if (hooks.signal?.aborted) await save();
        throw error;
      });
      const { error, metrics } = choosingMetrics(task, outputs, pictures.choosing, stage.ageScale);
      const loss = state.lossSum / steps;
      const { figures } = lesson;
      const record = { epoch: epoch + 1, loss, rate, metrics, figures, imagesPerSecond };
      if (settings.choose === 'best' && (state.bestError === null || error < state.bestError)) {
        state = { ...state, bestError: error };
        best = await network.readWeights();
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
      hooks.onEpoch?.(record, settings.epochs);
      if (hooks.signal?.aborted) throw interrupted();
    }
    if (settings.choose === 'best') network.assign(best, 'weights');
    const weights = await network.readWeights();
    return { weights, history: state.history, outputs: await choosingOutputs(true), computed };
  } finally {
    await batches.close();
    network.dispose();
  }
}

function startState({ key, settings }: Stage, computed: StageResult['computed']): CheckpointState {
  return {
    format: 1,
    stage: key,
    epoch: 0,
    batch: 0,
    lossSum: 0,
    schedule: startSchedule(settings.schedule),
    bestError: null,
    history: [],
    ...computed,
  };
}

/** What a checkpoint keeps under a prefix, without it. */
function under(prefix: string, tensors: WeightValues): WeightValues {
  const kept = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(kept.map(([name, values]) => [name.slice(prefix.length), values]));
}

/** Removes what a stage kept while it ran; called once its result has landed. */
export function forgetStage(workFolder: string): void {
  discardFolder(workFolder);
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
