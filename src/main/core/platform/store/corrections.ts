import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { jsonOf } from '../../../../common/json.ts';
import type { Change, Changes } from '../../../../training/datasets/corrections.ts';
import { changeSchema } from '../../../../training/datasets/corrections.ts';
import { forEachInSlices } from '../../../../common/slices.ts';
import type { Store } from './store.ts';
import { readStore } from './store.ts';
import { jsonObject } from './stored-values.ts';
import { queryAll } from './sync.ts';

const fileSchema = jsonObject<Record<string, unknown>>();
const editSchema = changeSchema.nullable();

/** A version of a data set's corrections, for another process, which reads it itself: there may be tens of thousands. */
export interface CorrectionsReference {
  /** The database. */
  file: string;
  dataSet: number;
  version: number;
}

/** @returns null for the data set as it came */
export function correctionsReference(
  { raw: { name: file } }: Store,
  dataSet: number,
  version: number,
): CorrectionsReference | null {
  return version === 0 ? null : { file, dataSet, version };
}

/** The changes of a version, in another process than the core. @throws DemifaceError as `storedChanges` and `readStore` */
export async function readChanges(reference: CorrectionsReference | null): Promise<Changes> {
  if (reference === null) return {};
  const store = readStore(reference.file);
  try {
    return Object.fromEntries(await storedChanges(store, reference.dataSet, reference.version));
  } finally {
    await store.close();
  }
}

/**
 * All changes of a version of a data set's corrections, put together from what it rests on. In slices.
 * @throws DemifaceError `missing`, `corrupt`
 */
export async function storedChanges(
  store: Store,
  dataSet: number,
  version: number,
): Promise<Map<string, Change>> {
  const changes = new Map<string, Change>();
  if (version === 0) return changes;
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
  if (!rows[0]) throw new DemifaceError('missing', message('dataSet.versionGone', { version }));
  if (rows[0].base !== null) throw fault();
  for (const row of rows) {
    const { data: edits } = fileSchema.safeParse(jsonOf(row.changes));
    if (!edits) throw fault();
    await forEachInSlices(Object.entries(edits), ([key, text]) => {
      const { success, data: change } = editSchema.safeParse(text);
      if (!success) throw fault();
      if (change) changes.set(key, change);
      else changes.delete(key);
    });
  }
  return changes;
}

function fault(): DemifaceError {
  return new DemifaceError('corrupt', message('dataSet.correctionsDamaged'));
}
