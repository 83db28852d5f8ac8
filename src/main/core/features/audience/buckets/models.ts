import { z } from 'zod';

import type { Card } from '../../../../../artifact/card.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedJson } from '../../../platform/store/stored-values.ts';
import { queryAll, execute } from '../../../platform/store/sync.ts';
import { sha256 } from '../../../../../common/sha256.ts';

const readerSchema = z.object({
  task: z.enum(['gender', 'age']),
  /** What of the face shows to it. */
  visible: z.enum(['full', 'lower', 'upper']),
  name: z.string(),
  sha256: z.string(),
  /** How many faces of the model-selection set, by class (row), were read as which: genders, or `AGE_BANDS`; null where nobody measured. */
  confusion: z.array(z.array(z.int())).nullable(),
});
/** A model that reads an audience, as its counts remember it. */
export type CountingModel = z.infer<typeof readerSchema>;

/** What is remembered of a live model; null if it reads neither age nor gender. @param sha256 of its network's file */
export function countingModel(
  { task, visible, name, measured, selection }: Card,
  sha256: string,
): CountingModel | null {
  if (task !== 'gender' && task !== 'age') return null;
  // Cards of models that were released before audiences were counted tell how all faces are misread, children's too.
  const older = task === 'gender' ? measured?.confusion : undefined;
  const confusion = selection?.audienceConfusion ?? measured?.audienceConfusion ?? older ?? null;
  return { task, visible, name, sha256, confusion };
}

/** A set of models, as counts name it. */
export interface CountingModels {
  hash: string;
  /** JSON. */
  models: string;
}

export function countingModels(readers: readonly CountingModel[]): CountingModels {
  const sorted = [...readers].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const models = JSON.stringify(sorted);
  return { hash: sha256(models), models };
}

/** Stores a set of models once; part of the transaction of the counts that name it. */
export function keepCountingModels(store: Store, { hash, models }: CountingModels): void {
  const query = store.db
    .insertInto('audience_models')
    .values({ hash, models })
    .onConflict((conflict) => conflict.doNothing());
  execute(store, query);
}

/** All sets of models that were ever counted with, by hash. */
export function knownCountingModels(store: Store): Map<string, CountingModel[]> {
  const rows = queryAll(store, store.db.selectFrom('audience_models').selectAll());
  return new Map(rows.map(({ hash, models }) => [hash, storedJson(models, z.array(readerSchema))]));
}

function placeOf({ task, visible }: CountingModel): string {
  return `${task}.${visible}`;
}
