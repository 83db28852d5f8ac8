import { DemifaceError } from '../../../../common/error.ts';
import { parseChanges } from '../../../../training/datasets/corrections.ts';
import type { Interpretation, Layout } from '../../../../training/sources/types.ts';
import type { DataSource } from '../../platform/jobs/open-pictures.ts';
import type { Store } from '../../platform/store/store.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { queryFirst } from '../../platform/store/sync.ts';

/**
 * A data set as jobs are told of it.
 * @param version of its corrections; the one that stands if left out
 * @throws DemifaceError `missing` if it has been removed
 */
export function dataSource(store: Store, id: number | null, version?: number): DataSource {
  const { db } = store;
  const found =
    id === null ? undefined : queryFirst(store, db.selectFrom('data_sets').selectAll().where('id', '=', id));
  if (!found)
    throw new DemifaceError('missing', 'the data set of this run is not in the list any more; add it again');
  const corrections = db
    .selectFrom('corrections')
    .select('changes')
    .where('data_set', '=', found.id)
    .where('version', '=', version ?? found.version);
  return {
    layout: found.layout as Layout,
    root: found.root,
    interpretation: storedJson(found.interpretation, anObject<Interpretation>()),
    corrections: parseChanges(queryFirst(store, corrections)?.changes ?? '{}'),
  };
}

/** The data set that a run's models can be asked about: its own, else the first of the same layout. */
export function dataSetFor(
  store: Store,
  { data_set, layout }: { data_set: number | null; layout: string },
): number | null {
  const query = store.db.selectFrom('data_sets').select('id').where('layout', '=', layout).orderBy('id');
  return data_set ?? queryFirst(store, query)?.id ?? null;
}
