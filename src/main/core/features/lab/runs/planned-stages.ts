import { neededFor, planCurriculum } from '../../../../../training/curriculum/plan.ts';
import type { Preset, StageKind } from '../../../../../training/presets/index.ts';
import { trainedFor } from '../../../../../training/curriculum/finished.ts';
import type { PlannedStage } from './run-event.ts';

/**
 * The stages that will be trained; of one that is tried with several values, each of these is a stage.
 * @param published as `planCurriculum`
 */
export function planOf(
  preset: Preset,
  fingerprint: string,
  until: StageKind | null,
  published?: string,
): PlannedStage[] {
  const plan = planCurriculum(preset, fingerprint, published);
  const nodes = until === null ? plan : neededFor(plan, [until]);
  return nodes.flatMap(trainedFor).map(({ key, kind, settings, parents }) => ({
    key,
    kind,
    parents: parents.flatMap(trainedFor).map((parent) => parent.key),
    epochs: settings.kind === 'ensemble' ? 0 : settings.epochs,
  }));
}
