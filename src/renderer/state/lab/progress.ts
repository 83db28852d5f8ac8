import type { RunStep, RunSummary, StageSummary } from '../../../main/ipc/contract.ts';

/** How much of a stage is done, 0 … 1; epochs count in full, the one that runs by its steps. */
export function stageShare(stage: StageSummary, step: RunStep | undefined): number {
  if (stage.state === 'done') return 1;
  const whole = Math.max(1, stage.epochs);
  if (step?.stage === stage.key && step.epochs > 0)
    return Math.min(1, (Math.max(0, step.epoch - 1) + step.step / Math.max(1, step.steps)) / step.epochs);
  return Math.min(1, stage.epoch / whole);
}

/** Of all epochs that the run has; a stage without epochs counts as one. */
export function runShare(run: RunSummary, step: RunStep | undefined): number {
  const weights = run.stages.map(({ epochs }) => Math.max(1, epochs));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  return run.stages.reduce((sum, stage, i) => sum + weights[i]! * stageShare(stage, step), 0) / total;
}

/** The stage that trains, or the last that did and has curves. */
export function currentStage({ stages }: RunSummary): StageSummary | null {
  return (
    stages.find(({ state }) => state === 'running') ??
    stages.find(({ state }) => state === 'failed') ??
    stages.find(isBegun) ??
    stages.filter(({ state, epochs }) => state === 'done' && epochs > 0).at(-1) ??
    stages[0] ??
    null
  );
}

/** Stands still within its epochs: its run was paused, or waits to be taken up again. */
export const isBegun = ({ state, epoch }: StageSummary): boolean => state === 'queued' && epoch > 0;
