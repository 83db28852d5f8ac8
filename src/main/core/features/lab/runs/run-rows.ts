import type { Selectable } from 'kysely';
import { z } from 'zod';

import type {
  EpochPoint,
  Refusal,
  RunState,
  RunSummary,
  StageKind,
  StageSummary,
} from '../../../../ipc/contract.ts';
import type { ModelTask, Visible } from '../../../../../artifact/labels.ts';
import { MODEL_TASKS, VISIBLE } from '../../../../../artifact/labels.ts';
import { errorOf } from '../../../../../training/evaluation/metrics/error-of.ts';
import { STAGE_KINDS } from '../../../../../training/presets/index.ts';
import type { Tables } from '../../../platform/store/schema.ts';
import { jsonObject, jsonColumn, strings } from '../../../platform/store/stored-values.ts';
import { message } from '../../../../../messages/message.ts';

export type RunRow = Selectable<Tables['runs']>;
/** What a list needs of it: the preset is left where it is. */
export type ListedRun = Omit<RunRow, 'preset' | 'until' | 'position' | 'data_version' | 'data_root'>;
export type StageRow = Selectable<Tables['stages']>;
export type EpochRow = Selectable<Tables['epochs']>;

const STATES: readonly RunState[] = [
  ...(['queued', 'running', 'pausing', 'paused'] as const),
  ...(['done', 'failed', 'cancelled', 'elsewhere'] as const),
];
const stageForm = z.object({
  kind: z.enum(STAGE_KINDS),
  parents: jsonColumn(strings),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  metrics: jsonColumn(jsonObject<Record<string, number>>()).nullable(),
});
/** What of a run's rows may be damaged. */
const form = z.object({
  task: z.enum(MODEL_TASKS),
  visible: z.enum(VISIBLE),
  net: z.string(),
  state: z.enum(STATES),
  refusal: jsonColumn(jsonObject<Refusal>()).nullable(),
  stages: z.array(stageForm),
});

const DAMAGED = message('run.entryDamaged');

/**
 * A run as the window sees it; one that is damaged has failed, and keeps no other from being listed.
 * @param stages its own, in their order
 */
export function summaryOf(run: ListedRun, stages: readonly StageRow[]): RunSummary {
  const { data } = form.safeParse({ ...run, stages });
  const shown = data?.stages.map((stage, i) => stageOf(stages[i]!, stage)) ?? [];
  const plain = {
    id: run.id,
    experiment: run.experiment,
    name: run.name,
    preset: run.preset_id,
    task: run.task as ModelTask,
    visible: run.visible as Visible,
    net: run.net,
    seed: run.seed,
    dataSet: run.data_set,
    layout: run.layout,
    fingerprint: run.fingerprint,
    runsFolder: run.runs_folder,
    createdAt: run.created_at,
    startedAt: run.started_at,
    endedAt: run.ended_at,
    stages: shown,
    figure: figureOf(shown),
  };
  if (!data) return { ...plain, state: damagedState(run), refusal: null, damage: DAMAGED };
  return { ...plain, state: data.state, refusal: data.refusal, damage: null };
}

/** What is at work or waits can be stopped. */
function damagedState({ state }: ListedRun): RunState {
  return (['queued', 'running', 'pausing'] as const).find((one) => one === state) ?? 'failed';
}

function stageOf(row: StageRow, read: z.infer<typeof stageForm>): StageSummary {
  return {
    key: row.key,
    epochs: row.epochs,
    epoch: row.epoch,
    ...read,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** Of the last kind of stage that is done; where it was tried with several values, of the best of them. */
function figureOf(stages: readonly StageSummary[]): RunSummary['figure'] {
  const last = stages.findLast(({ state, metrics }) => state === 'done' && metrics !== null);
  const best = last && bestOf(stages, last.kind);
  if (!best?.metrics) return null;
  const { accuracy, maeYears, n: pictures = null } = best.metrics;
  if (accuracy !== undefined) return { name: 'accuracy', value: accuracy, pictures };
  return maeYears === undefined ? null : { name: 'maeYears', value: maeYears, pictures };
}

/** The finished stage of a kind; of several the one that does best on the model-selection pictures, of equals the first. */
export function bestOf(stages: readonly StageSummary[], kind: StageKind): StageSummary | undefined {
  const wrong = ({ metrics }: StageSummary) => errorOf(metrics ?? {});
  return stages
    .filter((stage) => stage.kind === kind && stage.state === 'done')
    .reduce<StageSummary | undefined>(
      (best, stage) => (best === undefined || wrong(stage) < wrong(best) ? stage : best),
      undefined,
    );
}

const epochForm = z.object({
  metrics: jsonColumn(jsonObject<Record<string, number>>()),
  figures: jsonColumn(jsonObject<Record<string, number>>()),
});

/** @returns null for a damaged row: the others of its run are shown without it */
export function epochOf(row: Omit<EpochRow, 'run' | 'stage'>): EpochPoint | null {
  const { data } = epochForm.safeParse(row);
  if (!data) return null;
  return {
    epoch: row.epoch,
    loss: row.loss,
    rate: row.rate,
    ...data,
    imagesPerSecond: row.images_per_second,
  };
}

export function epochRow(run: number, stage: string, point: EpochPoint): EpochRow {
  return {
    run,
    stage,
    epoch: point.epoch,
    loss: point.loss,
    rate: point.rate,
    metrics: JSON.stringify(point.metrics),
    figures: JSON.stringify(point.figures),
    images_per_second: point.imagesPerSecond,
  };
}
