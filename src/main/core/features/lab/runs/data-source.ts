import type { DataSource } from '../../../platform/jobs/open-pictures.ts';
import { dataSource } from '../../../platform/jobs/data-source.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import { noneLaidOutAs } from './removed-data.ts';
import type { RunRow } from './run-rows.ts';

/** A version of the corrections of a data set of the list, and the folder that this lies in. */
export interface DataVersion {
  id: number;
  version: number;
  root: string;
}

/** As jobs receive it. */
export interface VersionedSource {
  id: number;
  version: number;
  source: DataSource;
}

/**
 * What a run may have learned from, the likeliest first: its own data set with the corrections of its beginning, then each of
 * its layout with every version of its corrections. Others may have begun it, or its data set was removed and added again.
 * What is damaged is left out.
 * @throws DemifaceError `missing` if there is none, `corrupt` if all are damaged
 */
export function versionedSourcesOf(store: Store, run: DataOfRun): VersionedSource[] {
  const faults: unknown[] = [];
  const found = versionsOf(store, run).flatMap(({ id, version }) => {
    try {
      return [{ id, version, source: dataSource(store, id, version) }];
    } catch (fault) {
      faults.push(fault);
      return [];
    }
  });
  if (found.length > 0) return found;
  if (faults.length > 0) throw faults[0];
  throw noneLaidOutAs(run);
}

/** As `versionedSourcesOf`. */
export function dataSourcesOf(store: Store, run: DataOfRun): DataSource[] {
  return versionedSourcesOf(store, run).map(({ source }) => source);
}

type DataOfRun = Pick<RunRow, 'data_set' | 'data_version' | 'data_root' | 'layout'>;

function versionsOf(
  store: Store,
  { data_set, data_version, data_root, layout }: DataOfRun,
): { id: number; version: number }[] {
  const { db } = store;
  const sets = setsOf(store, layout);
  const sameFolderFirst = [
    ...sets.filter(({ root }) => root === data_root),
    ...sets.filter(({ root }) => root !== data_root),
  ];
  const found = sameFolderFirst.flatMap(({ id }) => {
    const versions = db.selectFrom('corrections').select('version').where('data_set', '=', id);
    return [0, ...queryAll(store, versions).map(({ version }) => version)]
      .filter((version) => id !== data_set || version !== data_version)
      .map((version) => ({ id, version }));
  });
  return data_set === null ? found : [{ id: data_set, version: data_version }, ...found];
}

/** The data sets of a layout, in the order in which they were added. */
export function setsOf(store: Store, layout: string): { id: number; root: string }[] {
  const query = store.db.selectFrom('data_sets').select(['id', 'root']);
  return queryAll(store, query.where('layout', '=', layout).orderBy('id'));
}
