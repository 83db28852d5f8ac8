import type { Card } from '../../artifact/card.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import { trainingSplitPictures } from '../evaluation/evaluate.ts';
import { rolesOf } from './pictures.ts';

/** How many of some pictures a model learned from. */
export interface TrainingOverlap {
  n: number;
  /** False where the draw of its training cannot be repeated: `n` are all that stand in the splits it learned from. */
  isExact: boolean;
}

/**
 * Counts the pictures that a model learned from, by drawing its training pictures once more; of averaged networks, those of each.
 * @param prepared what the model was made from (`isTrainedOn`)
 * @param pictures some of `prepared.pictures`, the same objects
 */
export function trainingOverlap(
  card: Card,
  prepared: PreparedSet,
  pictures: readonly PreparedPicture[],
): TrainingOverlap {
  const { data, task, labels } = card;
  const draws = seedsOf(card).map((seed) =>
    rolesOf(
      {
        ...{ task, ...(labels && { labels }), seed },
        choosing: data.splits.includes('val') ? 'tenth' : 'validation',
        // As many as were drawn: the same draw by the same seed, whether or not there was a limit.
        limitPictures: data.pictures,
      },
      prepared,
    ),
  );
  const isExact = draws.every(
    ({ train, selectionSet }) => train.length === data.pictures && selectionSet === data.choosing,
  );
  const learned = new Set(
    isExact ? draws.flatMap(({ train }) => train) : trainingSplitPictures(card, prepared),
  );
  return { n: pictures.filter((picture) => learned.has(picture)).length, isExact };
}

/** Averaged networks may differ in their seed, which stands in the names of the branches (`averaged`). */
function seedsOf({ stage, branches }: Card): number[] {
  if (stage.kind !== 'average') return [stage.seed];
  return [...new Set(branches.map((branch) => Number(branch.slice(branch.lastIndexOf('-') + 1))))];
}
