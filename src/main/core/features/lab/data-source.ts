import { DemifaceError } from '../../../../common/error.ts';
import { parseChanges } from '../../../../training/datasets/corrections.ts';
import type { Interpretation, Layout } from '../../../../training/sources/types.ts';
import type { DataSource } from '../../platform/jobs/open-pictures.ts';
import type { Store } from '../../platform/store/store.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { queryAll, queryFirst } from '../../platform/store/sync.ts';
import type { RunRow } from './run-rows.ts';

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

/** A data set of the list with a version of its corrections. */
export interface DataVersion {
  id: number;
  version: number;
}

/**
 * What a run may have learned from, the likeliest first: its own data set with the corrections of its beginning, then each of
 * its layout with every version of its corrections. Others may have begun it, or its data set was removed and added again.
 * @throws DemifaceError `missing` if there is none
 */
export function dataVersionsOf(
  store: Store,
  { data_set, data_version, layout }: Pick<RunRow, 'data_set' | 'data_version' | 'layout'>,
): DataVersion[] {
  const { db } = store;
  const found = setsOf(store, layout).flatMap(({ id }) => {
    const versions = db.selectFrom('corrections').select('version').where('data_set', '=', id);
    return [0, ...queryAll(store, versions).map(({ version }) => version)]
      .filter((version) => id !== data_set || version !== data_version)
      .map((version) => ({ id, version }));
  });
  if (data_set !== null) found.unshift({ id: data_set, version: data_version });
  if (found.length === 0)
    throw new DemifaceError(
      'missing',
      `no data set with the layout ${layout} is in the list; add it under Data`,
    );
  return found;
}

/** As `dataVersionsOf`, as jobs are told of them. @throws DemifaceError `missing` if there is none */
export function dataSourcesOf(
  store: Store,
  run: Pick<RunRow, 'data_set' | 'data_version' | 'layout'>,
): DataSource[] {
  return dataVersionsOf(store, run).map(({ id, version }) => dataSource(store, id, version));
}

/** The data sets of a layout, in the order in which they were added. */
export function setsOf(store: Store, layout: string): (DataVersion & { name: string })[] {
  const query = store.db.selectFrom('data_sets').select(['id', 'name', 'version']);
  return queryAll(store, query.where('layout', '=', layout).orderBy('id'));
}
