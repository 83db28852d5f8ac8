import { readCard } from '../../../../../artifact/model-folder.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { throttled } from '../../../../../common/throttle.ts';
import { message } from '../../../../../messages/message.ts';
import { labeledForTask } from '../../../../../training/datasets/targets.ts';
import { readyEngine } from '../../../../../training/engine/tf.ts';
import { readModel } from '../../../../../training/library/load-model.ts';
import { rehearsed } from '../../../../../training/retrain/rehearsal.ts';
import { retrain, trainedPart } from '../../../../../training/retrain/retrain.ts';
import type { StageHooks, StepReport } from '../../../../../training/stages/stage.ts';
import type { EpochPoint, RetrainComparison, RetrainEstimate } from '../../../../ipc/contract.ts';
import type { Job, JobHooks } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';
import { sharedOpener } from '../../../platform/jobs/open-pictures.ts';
import { comparisonOf, readBoth } from './comparison.ts';
import type { RetrainPictures } from './pictures.ts';
import { clipFaces } from './clip-faces.ts';
import { openRetrainPictures, usedPictures } from './pictures.ts';

export interface TrainPayload extends RetrainPictures {
  title: string | null;
  /** Data sets of the old kind. */
  keep: readonly { name: string; source: DataSource }[];
  /** Where the model lands, and where work lies until then. */
  out: string;
  workRoot: string;
  /** Stops after some steps, to see how long they take; what they taught stays for the training. */
  isTrial: boolean;
}

export type TrainEvent =
  { kind: 'step'; step: StepReport } | { kind: 'epoch'; epoch: EpochPoint; epochs: number };

/** Steps are reported at most this often. */
const STEP_EVERY_MS = 200;
/** The first steps compile the network. */
const WARM_UP_STEPS = 3;
const TRIAL_STEPS = 12;

/** Adapts the model and compares it with the old one, or tries some steps. */
export const train: Job<TrainPayload, RetrainComparison | RetrainEstimate> = async (payload, hooks) => {
  const { from: path, task, title, keep, out, workRoot, source } = payload;
  const from = readModel(path);
  const opened = await openRetrainPictures(payload, hooks);
  const prepared = usedPictures(opened);
  const open = sharedOpener(hooks);
  const { preprocessing, crop } = readCard(path);
  const old = [];
  for (const { name, source: kept } of keep)
    old.push({ name, prepared: await open(kept)({ ...preprocessing, crop }) });
  await readyEngine({ note: () => {}, signal: hooks.signal });
  const request = {
    ...{ from, prepared, layout: source.layout, task, seed: 1, out, workRoot },
    ...(title !== null && { title }),
    rehearsal: (old.length > 0 ? old.map((set) => set.prepared) : [await clipFaces(from.card, hooks)]).map(
      rehearsed,
    ),
  };
  if (payload.isTrial)
    return { ...(await tried((stage) => retrain(request, stage), hooks)), trains: trainedPart(request) };
  const model = await retrain(request, reporting(hooks));
  const labeled = old.filter((set) => labeledForTask(set.prepared.pictures, from.card.task).length > 0);
  const own = await readBoth(from, model, prepared, hooks.signal);
  const kept = [];
  for (const set of labeled)
    kept.push({ name: set.name, both: await readBoth(from, model, set.prepared, hooks.signal) });
  return comparisonOf(own, own.before ? kept : []);
};

function reporting({ emit, progress, signal }: JobHooks): StageHooks {
  const due = throttled(STEP_EVERY_MS);
  const send = (event: TrainEvent) => emit(event);
  return {
    signal,
    onStep(step) {
      if (!due(step.step === step.steps)) return;
      send({ kind: 'step', step });
      progress((step.epoch - 1) * step.steps + step.step, step.epochs * step.steps);
    },
    onEpoch: (epoch, epochs) => send({ kind: 'epoch', epoch, epochs }),
  };
}

/** Runs some steps and stops. */
async function tried(
  run: (hooks: StageHooks) => Promise<unknown>,
  { progress, signal }: JobHooks,
): Promise<Omit<RetrainEstimate, 'trains'>> {
  const stop = new AbortController();
  const times: number[] = [];
  let last: StepReport | undefined;
  try {
    await run({
      signal: AbortSignal.any([signal, stop.signal]),
      onStep(step) {
        times.push(performance.now());
        last = step;
        progress(Math.min(times.length, TRIAL_STEPS), TRIAL_STEPS);
        if (times.length >= TRIAL_STEPS) stop.abort();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted || signal.aborted) throw error;
  }
  const [first, ...rest] = times.slice(WARM_UP_STEPS);
  if (first === undefined || rest.length === 0 || !last)
    throw new DemifaceError('usage', message('retrain.nothingToMeasure'));
  const secondsPerStep = (rest.at(-1)! - first) / 1000 / rest.length;
  const left = last.steps * last.epochs - ((last.epoch - 1) * last.steps + last.step);
  return {
    seconds: left * secondsPerStep,
    ...{ steps: last.steps, epochs: last.epochs, secondsPerStep, measuredSteps: rest.length },
  };
}
