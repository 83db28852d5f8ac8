import type { Selectable } from 'kysely';

import type {
  EpochPoint,
  ModelTask,
  Refusal,
  RunState,
  RunSummary,
  StageKind,
  StageSummary,
  Visible,
} from '../../../ipc/contract.ts';
import { errorOf } from '../../../../training/evaluation/error-of.ts';
import type { Tables } from '../../platform/store/schema.ts';
import { anObject, storedJson, strings } from '../../platform/store/stored-values.ts';

export type RunRow = Selectable<Tables['runs']>;
/** What a list needs of it: the preset is left where it is. */
export type ListedRun = Omit<RunRow, 'preset' | 'until' | 'position' | 'data_version' | 'data_root'>;
export type StageRow = Selectable<Tables['stages']>;
export type EpochRow = Selectable<Tables['epochs']>;

/** A run as the window sees it. @param stages its own, in their order */
export function summaryOf(run: ListedRun, stages: readonly StageRow[]): RunSummary {
  const shown = stages.map(stageOf);
  return {
    ...{ id: run.id, experiment: run.experiment, name: run.name, preset: run.preset_id },
    ...{ task: run.task as ModelTask, visible: run.visible as Visible, net: run.net },
    ...{ seed: run.seed, state: run.state as RunState },
    ...{ dataSet: run.data_set, layout: run.layout, fingerprint: run.fingerprint },
    ...{ runsFolder: run.runs_folder, createdAt: run.created_at },
    ...{ startedAt: run.started_at, endedAt: run.ended_at },
    refusal: run.refusal === null ? null : storedJson(run.refusal, anObject<Refusal>()),
    stages: shown,
    figure: figureOf(shown),
  };
}

function stageOf(row: StageRow): StageSummary {
  return {
    key: row.key,
    kind: row.kind as StageKind,
    parents: storedJson(row.parents, strings),
    state: row.state as StageSummary['state'],
    epochs: row.epochs,
    epoch: row.epoch,
    metrics: row.metrics === null ? null : storedJson(row.metrics, anObject<Record<string, number>>()),
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

/** The finished stage of a kind; of several the one that does best on the choosing pictures, of equals the first. */
export function bestOf(stages: readonly StageSummary[], kind: StageKind): StageSummary | undefined {
  const wrong = ({ metrics }: StageSummary) => errorOf(metrics ?? {});
  return stages
    .filter((stage) => stage.kind === kind && stage.state === 'done')
    .reduce<StageSummary | undefined>(
      (best, stage) => (best === undefined || wrong(stage) < wrong(best) ? stage : best),
      undefined,
    );
}

export function epochOf(row: EpochRow): EpochPoint {
  return {
    epoch: row.epoch,
    loss: row.loss,
    rate: row.rate,
    metrics: storedJson(row.metrics, anObject<Record<string, number>>()),
    figures: storedJson(row.figures, anObject<Record<string, number>>()),
    imagesPerSecond: row.images_per_second,
  };
}

export function epochRow(run: number, stage: string, point: EpochPoint): EpochRow {
  return {
    ...{ run, stage, epoch: point.epoch, loss: point.loss, rate: point.rate },
    metrics: JSON.stringify(point.metrics),
    figures: JSON.stringify(point.figures),
    images_per_second: point.imagesPerSecond,
  };
}
