import { seededOrder } from './seeded.ts';
import type { LabelledPicture } from './types.ts';

/** A picture with what its bytes are: the same for byte-identical copies. */
export type Identified = LabelledPicture & { contentId: string };

/**
 * Holds back a share of pictures to choose hyperparameters with. Byte-identical copies stay on one
 * side, so that nothing is chosen on what was learned by heart. The seed and the contents alone decide, not the
 * order of the pictures.
 * @param share of the pictures, within one group of copies of it
 */
export function heldOut<P extends Identified>(
  pictures: readonly P[],
  { share = 0.1, seed }: { share?: number; seed: number },
): { train: P[]; held: P[] } {
  const copies = new Map<string, number>();
  for (const { contentId } of pictures) copies.set(contentId, (copies.get(contentId) ?? 0) + 1);
  const wanted = Math.round(pictures.length * share);
  const chosen = new Set<string>();
  let count = 0;
  for (const contentId of seededOrder([...copies.keys()], seed)) {
    if (count >= wanted) break;
    chosen.add(contentId);
    count += copies.get(contentId) ?? 0;
  }
  return {
    train: pictures.filter(({ contentId }) => !chosen.has(contentId)),
    held: pictures.filter(({ contentId }) => chosen.has(contentId)),
  };
}

/**
 * For each evaluation picture, whether a byte-identical copy of it stands in training.
 * @returns in the order of `evaluation`
 */
export function seenInTraining(
  evaluation: readonly { contentId: string }[],
  training: readonly { contentId: string }[],
): boolean[] {
  const learned = new Set(training.map(({ contentId }) => contentId));
  return evaluation.map(({ contentId }) => learned.has(contentId));
}
