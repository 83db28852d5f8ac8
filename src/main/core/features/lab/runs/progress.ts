import type { StepReport } from '../../../../../training/stages/stage.ts';
import type { PlannedStage } from './run-event.ts';

/** A linear machine counts as one epoch. */
const weightOf = ({ epochs }: PlannedStage) => Math.max(1, epochs);

export interface RunProgress {
  plan: readonly PlannedStage[];
  /** Keys of the stages that stand finished. */
  landed: ReadonlySet<string>;
  /** The last step that was reported, and the stage that it belongs to. */
  step: { key: string; report: StepReport } | null;
}

/** How much of a run is done, counted in epochs of all its stages, and how long the rest takes at the present rate. */
export function progressOf({ plan, landed, step }: RunProgress): { progress: number; etaS: number | null } {
  const total = plan.reduce((sum, stage) => sum + weightOf(stage), 0);
  if (total === 0) return { progress: 0, etaS: null };
  const of = (stages: readonly PlannedStage[]) => stages.reduce((sum, stage) => sum + weightOf(stage), 0);
  const finished = of(plan.filter(({ key }) => landed.has(key)));
  if (!step || landed.has(step.key)) return { progress: finished / total, etaS: null };
  const { epoch, epochs, step: at, steps, etaS } = step.report;
  const stepsLeft = (epochs - epoch) * steps + (steps - at);
  const later = of(plan.filter(({ key }) => !landed.has(key) && key !== step.key));
  const epochS = stepsLeft > 0 ? (etaS / stepsLeft) * steps : null;
  return {
    progress: (finished + epoch - 1 + at / steps) / total,
    etaS: epochS === null ? null : etaS + later * epochS,
  };
}
