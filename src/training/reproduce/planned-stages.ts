import { existsSync } from 'node:fs';

import { assignRoles } from '../datasets/roles.ts';
import { stageFolder, trainedFor } from '../curriculum/finished.ts';
import type { StageNode } from '../curriculum/plan.ts';
import { neededFor } from '../curriculum/plan.ts';
import type { Preset } from '../presets/index.ts';
import type { PlannedCurriculum } from './curricula.ts';
import type { RequestedEvaluation } from './stored-evaluation.ts';
import { readStoredEvaluation, evaluationId } from './stored-evaluation.ts';

/** A stage that is trained, or stands finished. */
export interface PlannedStage {
  readonly preset: Preset;
  readonly node: StageNode;
  readonly done: boolean;
  /** Pictures that it learns from, over all epochs; 0 for a linear machine. */
  readonly passes: number;
}

/** Questions of a curriculum that no answer is kept of. */
export function pendingEvaluations(
  { questions }: PlannedCurriculum,
  runsFolder: string,
): readonly RequestedEvaluation[] {
  return questions.filter((question) => !readStoredEvaluation(runsFolder, question));
}

/** How many evaluations there are; curricula that share a model evaluate it once. */
export function countEvaluations(
  curricula: readonly PlannedCurriculum[],
  runsFolder: string,
): { open: number; of: number } {
  const distinct = (questions: readonly RequestedEvaluation[]) => new Set(questions.map(evaluationId)).size;
  return {
    open: distinct(curricula.flatMap((curriculum) => pendingEvaluations(curriculum, runsFolder))),
    of: distinct(curricula.flatMap(({ questions }) => questions)),
  };
}

/** The stages that open questions need, each once, in the order in which they run. */
export function plannedStages(curricula: readonly PlannedCurriculum[], runsFolder: string): PlannedStage[] {
  const stages = new Map<string, PlannedStage>();
  for (const curriculum of curricula) {
    const open = pendingEvaluations(curriculum, runsFolder).map(({ node }) => node.kind);
    for (const node of neededFor(curriculum.plan, open).flatMap(trainedFor)) {
      const done = existsSync(stageFolder(runsFolder, node.key));
      if (stages.has(node.key)) continue;
      stages.set(node.key, { preset: curriculum.preset, node, done, passes: passesOf(curriculum, node) });
    }
  }
  return [...stages.values()];
}

function passesOf({ preset, prepared }: PlannedCurriculum, { settings }: StageNode): number {
  if (settings.kind === 'ensemble') return 0;
  const { choosing, limitPictures: limit, seed } = preset;
  return settings.epochs * assignRoles(prepared.pictures, { choosing, limit, seed }).train.length;
}
