import type { ModelFolder } from '../../artifact/model-folder.ts';
import { runCurriculum } from '../curriculum/run.ts';
import type { CurriculumHooks } from '../curriculum/run.ts';
import { readSplit, trainingSplitPictures } from '../evaluation/evaluate.ts';
import type { PlannedCurriculum } from './curricula.ts';
import type { StoredEvaluation, RequestedEvaluation } from './stored-evaluation.ts';
import { storeEvaluation, manifestHash } from './stored-evaluation.ts';
import type { ReproductionPlan } from './plan-reproduction.ts';
import { pendingEvaluations } from './planned-stages.ts';

export interface ReproductionHooks extends CurriculumHooks {
  /** Called before stages of a curriculum run. */
  onCurriculum?: (curriculum: PlannedCurriculum) => void;
  /** Called with each evaluation before its model runs. */
  onQuestion?: (curriculum: PlannedCurriculum, question: RequestedEvaluation) => void;
}

/**
 * Trains what is missing and evaluates what has not been evaluated. Results are kept in the runs folder one by one, so a
 * stopped run goes on where it stood, and a second one computes nothing.
 * @throws DemifaceError as `runCurriculum` and `readSplit`
 */
export async function runEvaluations(
  { curricula, request: { runsFolder } }: Pick<ReproductionPlan, 'curricula' | 'request'>,
  hooks: ReproductionHooks = {},
): Promise<void> {
  const { onCurriculum, onQuestion, ...curriculumHooks } = hooks;
  for (const curriculum of curricula) {
    const open = pendingEvaluations(curriculum, runsFolder);
    if (open.length === 0) continue;
    onCurriculum?.(curriculum);
    const { preset, prepared } = curriculum;
    const wanted = [...new Set(open.map(({ node }) => node.kind))];
    const done = await runCurriculum(preset, prepared, runsFolder, { ...curriculumHooks, wanted });
    for (const question of open) {
      onQuestion?.(curriculum, question);
      const { model } = done.find(({ node }) => node.key === question.node.key)!;
      storeEvaluation(runsFolder, question, await evaluateStage(question, model, hooks.signal));
    }
  }
}

/** @throws DemifaceError as `readSplit` */
export async function evaluateStage(
  { node, visible, set }: RequestedEvaluation,
  model: ModelFolder,
  signal: AbortSignal | undefined,
): Promise<StoredEvaluation> {
  const { split, fingerprint, prepared } = set;
  const start = performance.now();
  const request = { split, visible, ...(signal ? { signal } : {}) };
  const { pictures, truth, predicted } = await readSplit(model, prepared, request);
  const learned = new Set(trainingSplitPictures(model.card, prepared).map(({ contentId }) => contentId));
  return {
    format: 1,
    stage: node.key,
    model: model.card.stage.key,
    manifest: manifestHash(model.path),
    visible,
    split,
    fingerprint,
    truth: [...truth],
    predicted: [...predicted],
    copies: pictures.flatMap(({ contentId }, i) => (learned.has(contentId) ? [i] : [])),
    seconds: (performance.now() - start) / 1000,
  };
}
