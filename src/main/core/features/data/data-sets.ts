import { existsSync } from 'node:fs';

import { z } from 'zod';

import { TASKS } from '../../../../artifact/labels.ts';
import { DemifaceError } from '../../../../common/error.ts';
import type { Interpretation, Layout } from '../../../../training/sources/types.ts';
import type { DataSetSummary } from '../../../ipc/contract.ts';
import type { Store } from '../../platform/store/store.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { queryAll, queryFirst } from '../../platform/store/sync.ts';

/** A data set of the list, without its report. */
export interface KnownDataSet {
  id: number;
  name: string;
  layout: Layout;
  root: string;
  /** Version of the corrections that stands; 0: none. */
  version: number;
  interpretation: Interpretation;
}

/** @throws DemifaceError `missing` */
export function findDataSet(store: Store, id: number): KnownDataSet {
  const row = queryFirst(
    store,
    store.db
      .selectFrom('data_sets')
      .select(['id', 'name', 'layout', 'root', 'version', 'interpretation'])
      .where('id', '=', id),
  );
  if (!row) throw new DemifaceError('missing', 'the data set is not in the list any more');
  return {
    ...row,
    layout: row.layout as Layout,
    interpretation: storedJson(row.interpretation, anObject<Interpretation>()),
  };
}

/** As `findDataSet`, for what reads the folder itself. @throws DemifaceError `missing` as well while it is not there */
export function presentDataSet(store: Store, id: number): KnownDataSet {
  const dataSet = findDataSet(store, id);
  if (!existsSync(dataSet.root))
    throw new DemifaceError(
      'missing',
      `The folder of ${dataSet.name} is not there: ${dataSet.root}. Connect its disk or put it back, then try again.`,
    );
  return dataSet;
}

/** In the order in which they were added. */
export function listDataSets(store: Store): DataSetSummary[] {
  const rows = queryAll(
    store,
    store.db
      .selectFrom('data_sets as set')
      .leftJoin('corrections', (join) =>
        join.onRef('corrections.data_set', '=', 'set.id').onRef('corrections.version', '=', 'set.version'),
      )
      .selectAll('set')
      .select('standing')
      .orderBy('set.id'),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    layout: row.layout as Layout,
    root: row.root,
    addedAt: row.added_at,
    isThere: existsSync(row.root),
    checkedAt: row.checked_at,
    pictures: row.pictures,
    tasks: storedJson(row.tasks, z.array(z.enum(TASKS))),
    corrections: row.standing ?? 0,
    version: row.version,
    interpretation: storedJson(row.interpretation, anObject<Interpretation>()),
  }));
}

/** @throws DemifaceError `missing` */
export function summaryOf(store: Store, id: number): DataSetSummary {
  const found = listDataSets(store).find((one) => one.id === id);
  if (!found) throw new DemifaceError('missing', 'the data set is not in the list any more');
  return found;
}
