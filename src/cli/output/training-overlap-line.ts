import { capital } from '../../common/capital.ts';
import type { TrainingOverlap } from '../../training/curriculum/training-overlap.ts';

/**
 * Reports of a model that it learned from pictures that it is measured on.
 * @param learned null where the pictures are not those of its training
 * @param n pictures that it is measured on
 * @returns undefined where it learned from none of them
 */
export function trainingOverlapLine(
  model: string,
  learned: TrainingOverlap | null,
  n: number,
): string | undefined {
  if (!learned || learned.n === 0) return undefined;
  const count = (some: number) => some.toLocaleString('en');
  const share = `${learned.isExact ? '' : 'up to '}${count(learned.n)} of these ${count(n)} pictures`;
  return `${capital(share)} taught ${model}: its figures here say nothing about new faces.`;
}
