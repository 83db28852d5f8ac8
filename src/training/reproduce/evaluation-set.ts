import { createHash } from 'node:crypto';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { PreparedSet } from '../datasets/prepared.ts';
import { reportedSplit } from '../datasets/roles.ts';
import { DEFAULT_SEED, seededOrder } from '../sources/seeded.ts';
import type { Split } from '../sources/types.ts';

/** The pictures that a data set's cells are measured on. */
export interface EvaluationSet {
  readonly split: Split;
  /** Of the split; fewer where they were drawn. */
  readonly pictures: number;
  readonly ofSplit: number;
  /** Hash of the pictures, their labels, and which of them have copies in other splits. */
  readonly fingerprint: string;
  /** The data set with these pictures alone in that split. */
  readonly prepared: PreparedSet;
}

/**
 * The reported split, or a draw from it that the names of the pictures alone decide.
 * @param atMost so many pictures; all without it
 * @throws DemifaceError `missing` if the data set has no such split
 */
export function evaluationSetOf(prepared: PreparedSet, atMost?: number): EvaluationSet {
  const split = reportedSplit(prepared.pictures);
  const all = prepared.pictures.filter((picture) => picture.split === split);
  if (all.length === 0) throw new DemifaceError('missing', message('run.noMeasuredSplit'));
  const files = new Set(
    seededOrder(
      all.map(({ file }) => file),
      DEFAULT_SEED,
    ).slice(0, atMost),
  );
  const drawn = all.filter(({ file }) => files.has(file));
  const training = prepared.pictures.filter((picture) => picture.split !== split);
  const learned = new Set(training.map(({ contentId }) => contentId));
  const hash = createHash('sha256');
  for (const { name, expression, gender, ageYears, contentId } of drawn) {
    const labels = [expression ?? null, gender ?? null, ageYears ?? null];
    hash.update(JSON.stringify([name, labels, contentId, learned.has(contentId)]));
  }
  return {
    split,
    pictures: drawn.length,
    ofSplit: all.length,
    fingerprint: hash.digest('hex'),
    prepared: { ...prepared, pictures: [...training, ...drawn] },
  };
}
