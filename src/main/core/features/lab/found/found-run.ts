import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { readCard } from '../../../../../artifact/model-folder.ts';
import { historyOf } from '../../../../../training/curriculum/history.ts';
import { isFolderClaimed } from '../../../../../training/stages/owner.ts';
import type { Preset, StageKind } from '../../../../../training/presets/index.ts';
import type { EpochPoint, RunState, StageSummary } from '../../../../ipc/contract.ts';
import { stageFigures } from '../runs/stage-figures.ts';
import type { PlannedStage } from '../runs/run-event.ts';

/** A stage as its folder describes it. */
export interface FoundStage extends PlannedStage {
  state: StageSummary['state'];
  metrics: Record<string, number> | null;
  history: EpochPoint[];
  endedAt: string | null;
}

/** A run that another process made, is at, or left: of a runs folder of the command, or of another machine. */
export interface FoundRun {
  preset: Preset;
  fingerprint: string;
  /** `elsewhere`: a process is at it. `paused`: none is, and not all of it is done. */
  state: Extract<RunState, 'done' | 'elsewhere' | 'paused'>;
  /** The last stage that was requested; null: all of them. */
  until: StageKind | null;
  endedAt: string | null;
  /** In the order of the curriculum. */
  stages: FoundStage[];
}

/** How the stages of a run stand in a runs folder, and what that makes of the run. */
export function runStateIn(
  folder: string,
  plan: readonly PlannedStage[],
): Pick<FoundRun, 'state' | 'stages' | 'endedAt'> {
  const isAlive = isAtWork(folder, plan);
  const stages = plan.map((stage) => stageStateIn(folder, stage, isAlive));
  if (stages.every(({ state }) => state === 'done'))
    return { state: 'done', endedAt: stages.at(-1)!.endedAt, stages };
  return { state: isAlive ? 'elsewhere' : 'paused', endedAt: null, stages };
}

/** Whether a process is at one of its stages, or at the outputs of one of its teachers. */
export function isAtWork(folder: string, plan: readonly Pick<PlannedStage, 'key'>[]): boolean {
  const work = join(folder, 'work');
  return plan.some(
    ({ key }) => isFolderClaimed(join(work, key)) || isFolderClaimed(join(work, `teacher-${key}`)),
  );
}

function stageStateIn(folder: string, stage: PlannedStage, isAlive: boolean): FoundStage {
  const nothing = { metrics: null, history: [], endedAt: null };
  if (existsSync(join(folder, 'stages', stage.key)))
    try {
      return { ...landedStage(folder, stage.kind, stage.key), parents: stage.parents, epochs: stage.epochs };
    } catch {
      return { ...stage, ...nothing, state: 'failed' }; // damaged
    }
  const history = historyOf(folder, stage.key, 'work');
  const isRunning = isAlive && existsSync(join(folder, 'work', stage.key));
  return { ...stage, ...nothing, history, state: isRunning ? 'running' : 'queued' };
}

/** @throws DemifaceError as `readCard` */
export function landedStage(folder: string, kind: PlannedStage['kind'], key: string): FoundStage {
  const path = join(folder, 'stages', key);
  const card = readCard(path);
  const { stage } = card;
  const history = historyOf(folder, key, 'stages');
  return {
    key,
    kind,
    parents: [...stage.parents],
    epochs: history.length,
    state: 'done',
    metrics: stageFigures(card),
    history,
    endedAt: timeOf(join(path, 'card.json')),
  };
}

/** When a file was written. */
export function timeOf(path: string): string {
  return statSync(path).mtime.toISOString();
}
