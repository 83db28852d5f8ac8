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
 * Counts the pictures that a model learned from, by drawing its training pictures once more.
 * @param prepared what the model was made from (`isTrainedOn`)
 * @param pictures some of `prepared.pictures`, the same objects
 */
export function trainingOverlap(
  card: Card,
  prepared: PreparedSet,
  pictures: readonly PreparedPicture[],
): TrainingOverlap {
  const { data, stage, task, labels } = card;
  const { train, selectionSet } = rolesOf(
    {
      ...{ task, ...(labels && { labels }) },
      seed: stage.seed,
      choosing: data.splits.includes('val') ? 'tenth' : 'validation',
      limitPictures: data.pictures,
    },
    prepared,
  );
  const isExact = train.length === data.pictures && selectionSet === data.choosing;
  const learned = new Set(isExact ? train : trainingSplitPictures(card, prepared));
  return { n: pictures.filter((picture) => learned.has(picture)).length, isExact };
}
