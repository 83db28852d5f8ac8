import { join } from 'node:path';

import { headWidth } from '../../artifact/labels.ts';
import { discardFolder } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { interruptedError } from '../../common/interrupted.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import { threadCount } from '../engine/tf.ts';
import { rowsInMemory, writeRows } from '../mining/rows.ts';
import type { Rows } from '../mining/rows.ts';
import { forEachBatch, outputsOf } from '../models/outputs.ts';
import { headOf } from '../presets/index.ts';
import type { CheckpointState } from './checkpoint.ts';
import { selectionMetrics } from './selection.ts';
import type { EpochInputs } from './epoch-inputs.ts';
import { epochInputsOf } from './epoch-inputs.ts';
import { afterEpoch, rateAt } from './schedule.ts';
import type { Stage, StageHooks, StageResult } from './stage.ts';
import { stageTargets } from './stage-targets.ts';
import type { StageBatches } from './stage-batches.ts';
import { openStageBatches } from './stage-batches.ts';
import type { StageNetwork } from './stage-network.ts';
import { createStageNetwork } from './stage-network.ts';
import type { StageProgress } from './stage-progress.ts';
import { loadProgress, saveProgress } from './stage-progress.ts';
import { message } from '../../messages/message.ts';

/** In long epochs a checkpoint is also written after so many milliseconds. */
const CHECKPOINT_EVERY_MS = 3 * 60_000;
/** A larger loss counts as diverged; squared distances of 4,096 numbers may well be 10⁴. */
const DIVERGED_LOSS = 1e8;

/**
 * Trains one stage from its start or from its last checkpoint to its end.
 * A stage that was stopped anywhere and is resumed gives the same weights, bit for bit, as one that was not (same
 * number of threads): every batch, every dropout mask follows from seed, epoch and step.
 * The caller owns the work folder (`claimFolder`).
 * @throws DemifaceError `diverged` when the loss is no number or explodes, `interrupted`, `corrupt`, `disk`; what
 * `beforeSave` throws
 */
export async function runStage(stage: Stage, hooks: StageHooks = {}): Promise<StageResult> {
  makeFolder(stage.workFolder);
  const batchSize = Math.min(stage.preset.batchSize, stage.pictures.train.length);
  const network = createStageNetwork(stage, batchSize);
  try {
    const batches = openStageBatches(stage, batchSize);
    try {
      return await new StageRun({ stage, hooks, network, batches, batchSize }).toEnd();
    } finally {
      await batches.close();
    }
  } finally {
    network.dispose();
  }
}

/** Removes the checkpoints of a stage; called once its result has landed. */
export function removeStageWork(workFolder: string): void {
  discardFolder(workFolder);
}

interface Parts {
  stage: Stage;
  hooks: StageHooks;
  network: StageNetwork;
  batches: StageBatches;
  batchSize: number;
}

/** One training of a stage: its epochs, and a checkpoint after each. */
class StageRun {
  readonly #parts: Parts;
  readonly #checkpoint: string;
  readonly #computed: StageResult['computed'];
  /** Width of a picture's targets and outputs. */
  readonly #width: number;
  readonly #targets: Rows;
  #progress: StageProgress;
  #lastSave = performance.now();

  constructor(parts: Parts) {
    const { stage, hooks, network } = parts;
    const { preset } = stage;
    this.#parts = parts;
    this.#checkpoint = join(stage.workFolder, 'checkpoint.bin');
    this.#computed = { threads: threadCount(), precision: network.precision };
    this.#width = headWidth(headOf(preset));
    this.#targets = rowsInMemory(stageTargets(stage), this.#width);
    this.#progress = loadProgress(this.#checkpoint, stage, network, this.#computed, hooks.note);
  }

  async toEnd(): Promise<StageResult> {
    const { stage, hooks, network } = this.#parts;
    const makeInputs = epochInputsOf(stage, hooks.signal);
    const learner = { embeddings: () => this.#embeddings() };
    while (this.#state.epoch < stage.settings.epochs) {
      const imagesPerSecond = this.#stopwatch();
      const inputs = await makeInputs(this.#state.epoch, learner, this.#progress.epochInputs);
      this.#progress = { ...this.#progress, epochInputs: inputs.kept };
      await this.#trainEpoch(inputs, imagesPerSecond);
      await this.#endEpoch(inputs, imagesPerSecond());
      if (hooks.signal?.aborted) throw interruptedError();
    }
    const { best, state } = this.#progress;
    if (stage.settings.choose === 'best') network.assign(best, 'weights');
    const weights = await network.readWeights();
    const outputs = await this.#selectionOutputs(true);
    return { weights, history: state.history, outputs, computed: this.#computed };
  }

  get #state(): CheckpointState {
    return this.#progress.state;
  }

  #advance(state: Partial<CheckpointState>): void {
    this.#progress = { ...this.#progress, state: { ...this.#state, ...state } };
  }

  /** Trains the batches of the epoch that are left. */
  async #trainEpoch(inputs: EpochInputs, imagesPerSecond: () => number): Promise<void> {
    const { stage, hooks, network, batches } = this.#parts;
    const { steps } = batches;
    const { epoch, batch: firstBatch } = this.#state;
    for await (const step of batches.epoch(epoch, firstBatch, inputs.partners)) {
      const { index, order, pictures, partners } = step;
      const targets = this.#targets.gather(order);
      const material = { pictures, partners, targets, inputs: inputs.inputs(order) };
      const loss = await network.train(material, this.#rateOf(index), epoch * steps + index);
      if (!Number.isFinite(loss) || Math.abs(loss) > DIVERGED_LOSS)
        throw diverged(stage, { epoch, batch: index + 1 }, loss);
      this.#advance({ batch: index + 1, lossSum: this.#state.lossSum + loss });
      this.#report(loss, imagesPerSecond());
      const isDue = performance.now() - this.#lastSave > CHECKPOINT_EVERY_MS && index + 1 < steps;
      if (hooks.signal?.aborted || isDue) await this.#save();
      if (hooks.signal?.aborted) throw interruptedError();
    }
  }

  /** Evaluates the network on the model-selection pictures, then begins the next epoch with a checkpoint. */
  async #endEpoch({ figures }: EpochInputs, imagesPerSecond: number): Promise<void> {
    const { stage, hooks, network, batches } = this.#parts;
    const { settings, pictures, preset, ageScale } = stage;
    const outputs = await this.#selectionOutputs(false).catch(async (error: unknown) => {
      if (hooks.signal?.aborted) await this.#save();
      throw error;
    });
    const { error, metrics } = selectionMetrics(headOf(preset), outputs, pictures.selection, ageScale);
    const { epoch, bestError, lossSum, schedule, history } = this.#state;
    const isBest = settings.choose === 'best' && (bestError === null || error < bestError);
    const loss = lossSum / batches.steps;
    const rate = this.#rateOf(batches.steps - 1);
    const record = { epoch: epoch + 1, loss, rate, metrics, figures, imagesPerSecond };
    this.#progress = {
      state: {
        ...this.#state,
        epoch: epoch + 1,
        batch: 0,
        lossSum: 0,
        schedule: afterEpoch(settings.schedule, schedule, error),
        bestError: isBest ? error : bestError,
        history: [...history, record],
      },
      best: isBest ? await network.readWeights() : this.#progress.best,
      epochInputs: null,
    };
    await this.#save();
    hooks.onEpoch?.(record, settings.epochs);
  }

  async #save(): Promise<void> {
    const { stage, hooks, network, batches } = this.#parts;
    const { epoch, batch } = this.#state;
    const tensors = await network.readAll();
    // A finite loss may still end in weights that are none: they must not take the place of good ones.
    if (![...tensors.values()].every(isFinite))
      throw diverged(
        stage,
        batch > 0 ? { epoch, batch } : { epoch: epoch - 1, batch: batches.steps },
        Number.NaN,
      );
    hooks.beforeSave?.();
    saveProgress(this.#checkpoint, this.#progress, tensors);
    this.#lastSave = performance.now();
  }

  /** @param index step within the epoch, from 0 */
  #rateOf(index: number): number {
    const { stage, batches } = this.#parts;
    const { schedule, epochs } = stage.settings;
    const { steps } = batches;
    return rateAt(schedule, this.#state.schedule, this.#state.epoch * steps + index, steps * epochs);
  }

  /** Images a second since this call, the making of the epoch's inputs included. */
  #stopwatch(): () => number {
    const { batchSize } = this.#parts;
    const firstBatch = this.#state.batch;
    const start = performance.now();
    return () => ((this.#state.batch - firstBatch) * batchSize * 1000) / (performance.now() - start);
  }

  #report(loss: number, imagesPerSecond: number): void {
    const { stage, hooks, batches, batchSize } = this.#parts;
    const { epoch, batch } = this.#state;
    const { steps } = batches;
    const { epochs } = stage.settings;
    const stepsLeft = (epochs - epoch) * steps - batch;
    const etaS = (stepsLeft * batchSize) / imagesPerSecond;
    hooks.onStep?.({ epoch: epoch + 1, epochs, step: batch, steps, loss, imagesPerSecond, etaS });
  }

  /** Of the model-selection pictures, in inference mode: [pictures, width]. */
  #selectionOutputs(flip: boolean): Promise<Float32Array> {
    const { stage, hooks, network } = this.#parts;
    const rows = stage.pictures.selection.map(({ row }) => row);
    const question = { ...this.#shown(), rows, flip };
    return outputsOf((input) => network.predict(input), this.#width, question, hooks.signal);
  }

  /** Of the training pictures, for mining. */
  async #embeddings(): Promise<Rows> {
    const { stage, hooks, network } = this.#parts;
    const rows = stage.pictures.train.map(({ row }) => row);
    const path = join(stage.workFolder, 'embeddings');
    const found = writeRows(path, { count: rows.length, width: network.embeddingWidth });
    await forEachBatch(
      (input) => [network.embed(input)],
      { ...this.#shown(), rows, mirrored: false },
      ([block]) => found.append(block!),
      hooks.signal,
    );
    return found.finish();
  }

  #shown() {
    const { pictures, preset, architecture, settings } = this.#parts.stage;
    return {
      prepared: pictures.prepared,
      inputSize: architecture.inputSize,
      scaling: preset.scaling,
      visible: settings.occlusion.visible,
    };
  }
}

function isFinite(values: Float32Array): boolean {
  return values.every((value) => value - value === 0);
}

function diverged(
  { settings, preset }: Stage,
  { epoch, batch }: Pick<CheckpointState, 'epoch' | 'batch'>,
  loss: number,
): DemifaceError {
  const key = settings.schedule.kind === 'one-cycle' ? 'peak' : 'rate';
  return new DemifaceError(
    'diverged',
    message('training.stoppedLearning', {
      kind: settings.kind,
      preset: preset.id,
      isNumber: Number.isNaN(loss) ? 'no' : 'yes',
      loss: String(loss),
      epoch: epoch + 1,
      step: batch,
      kept: Math.max(0, epoch),
      key,
    }),
  );
}
