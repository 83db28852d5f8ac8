import type { Card } from '../../artifact/card.ts';
import { topLabels } from '../../common/math/probabilities.ts';
import type { Answer } from './answers.ts';

/** [answers, head width] */
export function outputsIn(answers: readonly Answer[]): Float32Array {
  return Float32Array.from(answers.flatMap(({ outputs }) => outputs));
}

/** The class that each answer is read as, or the years. */
export function predictedIn({ labels }: Pick<Card, 'labels'>, answers: readonly Answer[]): number[] {
  if (labels === null) return answers.map(({ outputs }) => outputs[0]!);
  return [...topLabels(outputsIn(answers), labels.length)];
}
