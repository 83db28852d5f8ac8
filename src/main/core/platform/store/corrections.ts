import { z } from 'zod';

import { DemifaceError } from '../../../../common/error.ts';
import type { Changes, Edits } from '../../../../training/datasets/corrections.ts';
import { changeSchema, edited } from '../../../../training/datasets/corrections.ts';
import type { Store } from './store.ts';
import { storedJson } from './stored-values.ts';
import { queryAll } from './sync.ts';

const editsSchema = z.record(z.string(), changeSchema.nullable());

/**
 * All changes of a version of a data set's corrections, put together from what it rests on.
 * @throws DemifaceError `missing`, `corrupt`
 */
export function storedChanges(store: Store, dataSet: number, version: number): Changes {
  if (version === 0) return {};
  const { db } = store;
  const query = db
    .withRecursive('chain', (chain) =>
      chain
        .selectFrom('corrections')
        .select(['version', 'base', 'changes'])
        .where('data_set', '=', dataSet)
        .where('version', '=', version)
        .unionAll((more) =>
          more
            .selectFrom('chain')
            .innerJoin('corrections', 'corrections.version', 'chain.base')
            .select(['corrections.version', 'corrections.base', 'corrections.changes'])
            .where('corrections.data_set', '=', dataSet)
            // A version rests on an earlier one; what is damaged might go in circles.
            .whereRef('corrections.version', '<', 'chain.version'),
        ),
    )
    .selectFrom('chain')
    .select(['base', 'changes'])
    .orderBy('version');
  const rows = queryAll(store, query);
  if (!rows[0])
    throw new DemifaceError('missing', `version ${version} of the corrections of this data set is gone`);
  if (rows[0].base !== null) throw fault();
  return edited({}, ...rows.map(({ changes }) => editsOf(changes)));
}

function editsOf(text: string): Edits {
  try {
    return storedJson(text, editsSchema);
  } catch (cause) {
    throw fault(cause);
  }
}

function fault(cause?: unknown): DemifaceError {
  return new DemifaceError(
    'corrupt',
    'the corrections of the data set are damaged; go back to another version of them in Data',
    { cause },
  );
}
