import type { LabeledTask } from '../../../src/artifact/labels.ts';
import { fullHead, headWidth } from '../../../src/artifact/labels.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { labelOf } from '../../../src/training/datasets/targets.ts';
import type { PlannedCurriculum } from '../../../src/training/reproduce/curricula.ts';
import type {
  StoredEvaluation,
  RequestedEvaluation,
} from '../../../src/training/reproduce/stored-evaluation.ts';
import { storeEvaluation, evaluationId } from '../../../src/training/reproduce/stored-evaluation.ts';

/** An answer as if a model had been asked: right, or off by noise, as its question's name decides. */
export function madeAnswer(question: RequestedEvaluation, task: LabeledTask): StoredEvaluation {
  const { node, visible, set } = question;
  const pictures = set.prepared.pictures.filter(({ split }) => split === set.split);
  const truth = pictures.map((picture) => labelOf(picture, fullHead(task)));
  const random = randomFor(
    5,
    [...evaluationId(question)].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0,
  );
  const skill = visible === 'full' ? 0.9 : 0.6;
  const predicted = truth.map((label) =>
    task === 'age'
      ? label + random.normal() * (visible === 'full' ? 4 : 8)
      : random.bool(skill)
        ? label
        : random.int(headWidth(fullHead(task))),
  );
  const learned = new Set(
    set.prepared.pictures.flatMap(({ split, contentId }) => (split === 'train' ? [contentId] : [])),
  );
  return {
    ...{ format: 1, stage: node.key, model: node.key, manifest: 'none', visible },
    ...{ split: set.split, fingerprint: set.fingerprint, truth, predicted, seconds: 1 },
    copies: pictures.flatMap(({ contentId }, i) => (learned.has(contentId) ? [i] : [])),
  };
}

/** Every question answered, as if all models had been trained and asked. */
export function answerAll(curricula: readonly PlannedCurriculum[], runsFolder: string): void {
  for (const { preset, questions } of curricula)
    for (const question of questions)
      storeEvaluation(runsFolder, question, madeAnswer(question, preset.task as LabeledTask));
}
