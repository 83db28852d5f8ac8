import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { finishedStage, stageFolder } from '../curriculum/finished.ts';
import { readModel } from '../library/load-model.ts';
import type { RequestedCell } from './cells.ts';
import type { PlannedCurriculum } from './curricula.ts';
import type { RequestedEvaluation } from './stored-evaluation.ts';
import { storeEvaluation, readStoredEvaluation } from './stored-evaluation.ts';
import { netName } from './names.ts';
import type { PlannedCell, ReproductionPlan } from './plan-reproduction.ts';
import { pendingEvaluations } from './planned-stages.ts';
import { evaluateStage } from './reproduce.ts';
import type { Scale } from './scale.ts';
import { sourceOf } from './source.ts';

/** Questions without an answer of which the model stands finished, and where that lies. */
export function finishedEvaluations(
  curricula: readonly PlannedCurriculum[],
  runsFolder: string,
): { question: RequestedEvaluation; path: string }[] {
  return curricula.flatMap((curriculum) =>
    pendingEvaluations(curriculum, runsFolder).flatMap((question) => {
      const stage = finishedStage(question.node, runsFolder);
      return stage ? [{ question, path: stageFolder(runsFolder, stage.key) }] : [];
    }),
  );
}

/** Evaluates these models and keeps their outputs. @throws DemifaceError as `evaluateStage` */
export async function evaluateFinished(
  questions: readonly { question: RequestedEvaluation; path: string }[],
  runsFolder: string,
  { signal, onQuestion }: { signal?: AbortSignal; onQuestion?: (done: number) => void },
): Promise<void> {
  for (const [i, { question, path }] of questions.entries()) {
    onQuestion?.(i);
    storeEvaluation(runsFolder, question, await evaluateStage(question, readModel(path), signal));
  }
}

/**
 * The plan with those cells alone measured of which a question is answered, and with those seeds alone that are; the
 * others say what they wait for.
 */
export function finishedPlan(plan: ReproductionPlan): ReproductionPlan {
  const { runsFolder } = plan.request;
  const isAnswered = (question: RequestedEvaluation) =>
    readStoredEvaluation(runsFolder, question) !== undefined;
  const cells = plan.cells.map((planned): PlannedCell => {
    const answered = [...planned.questions.entries()].filter(([, question]) => isAnswered(question));
    if (answered.length === 0)
      return {
        ...planned,
        questions: [],
        students: [],
        reason: missingFigureReason(plan.request.scale, planned.cell),
      };
    const students = answered.flatMap(([seed]) => planned.students[seed] ?? []);
    return {
      ...planned,
      questions: answered.map(([, question]) => question),
      students: students.every(isAnswered) ? students : [],
    };
  });
  const wanted = new Set(cells.flatMap(({ questions }) => questions));
  const curricula = plan.curricula.map((curriculum) => ({
    ...curriculum,
    questions: curriculum.questions.filter((question) => wanted.has(question)),
  }));
  return { ...plan, cells, curricula };
}

/** Why a cell has no figure where nothing is trained for it, in words that name no command. */
export function missingFigureReason(scale: Scale, cell: RequestedCell): CodedMessage {
  if (cell.model === 'reference') return message('tables.othersFigure');
  return sourceOf(scale, cell)
    ? message('tables.notTrained')
    : message('tables.ownPresets', { net: netName(cell.net) });
}
