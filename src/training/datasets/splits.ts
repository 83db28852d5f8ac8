import { seededOrder } from '../sources/seeded.ts';
import type { LabeledPicture } from '../sources/types.ts';

/** A picture with what its bytes are: the same for byte-identical copies. */
export type Identified = LabeledPicture & { contentId: string };

/**
 * Holds back a share of pictures to choose hyperparameters with. Byte-identical copies and known near-duplicates stay on one
 * side, so that nothing is chosen on what was learned by heart. The seed and the contents alone decide, not the
 * order of the pictures.
 * @param share of the pictures, within one group of copies of it
 * @param classOf where pictures have classes: the last picture of a class is never held back
 */
export function splitHeldOut<P extends Identified>(
  pictures: readonly P[],
  {
    share = 0.1,
    seed,
    classOf,
  }: { share?: number; seed: number; classOf?: ((picture: P) => number) | undefined },
): { train: P[]; held: P[] } {
  const nearOf = new Map(
    pictures.flatMap(({ contentId, near }) => (near === undefined ? [] : [[contentId, near] as const])),
  );
  const together = Map.groupBy(pictures, ({ contentId }) => nearOf.get(contentId) ?? contentId);
  const groups = new Map(
    [...together.values()].map((group) => [group.map(({ contentId }) => contentId).sort()[0]!, group]),
  );
  const left = countByClass(pictures, classOf);
  const wanted = Math.round(pictures.length * share);
  const held = new Set<P>();
  for (const first of seededOrder([...groups.keys()], seed)) {
    if (held.size >= wanted) break;
    const group = groups.get(first)!;
    const taken = countByClass(group, classOf);
    if ([...taken].some(([label, n]) => left.get(label) === n)) continue;
    for (const [label, n] of taken) left.set(label, left.get(label)! - n);
    for (const picture of group) held.add(picture);
  }
  return {
    train: pictures.filter((picture) => !held.has(picture)),
    held: pictures.filter((picture) => held.has(picture)),
  };
}

/** Empty where pictures have no classes. */
function countByClass<P>(
  pictures: readonly P[],
  classOf: ((picture: P) => number) | undefined,
): Map<number, number> {
  const groups = classOf ? Map.groupBy(pictures, classOf) : new Map<number, P[]>();
  return new Map([...groups].map(([label, same]) => [label, same.length]));
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
