import { existsSync } from 'node:fs';

import { z } from 'zod';

import { TASKS } from '../../../../artifact/labels.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Interpretation, Layout } from '../../../../training/sources/types.ts';
import { LAYOUTS } from '../../../../training/sources/types.ts';
import type { DataSetSummary } from '../../../ipc/contract.ts';
import type { Store } from '../../platform/store/store.ts';
import { jsonObject, jsonColumn } from '../../platform/store/stored-values.ts';
import { execute, queryAll, queryFirst } from '../../platform/store/sync.ts';

/** What of a row may be damaged. */
const form = z.object({
  layout: z.enum(LAYOUTS),
  tasks: jsonColumn(z.array(z.enum(TASKS))),
  interpretation: jsonColumn(jsonObject<Interpretation>()),
});
const DAMAGED = message('dataSet.entryDamaged');

/** A data set of the list, whether or not its entry is damaged. */
export interface DataSetEntry {
  id: number;
  name: string;
  layout: Layout;
  root: string;
}

/** A data set of the list, without its report. */
export interface KnownDataSet extends DataSetEntry {
  /** Version of the corrections that stands; 0: none. */
  version: number;
  interpretation: Interpretation;
}

function findRow(store: Store, id: number) {
  const query = store.db
    .selectFrom('data_sets')
    .select(['name', 'layout', 'root', 'version', 'tasks', 'interpretation'])
    .where('id', '=', id);
  const row = queryFirst(store, query);
  if (!row) throw new DemifaceError('missing', message('dataSet.gone'));
  return row;
}

/** @throws DemifaceError `missing` */
export function findEntry(store: Store, id: number): DataSetEntry {
  const { name, layout, root } = findRow(store, id);
  return { id, name, layout: layout as Layout, root };
}

/** @throws DemifaceError `missing`, `corrupt` if its entry is damaged */
export function findDataSet(store: Store, id: number): KnownDataSet {
  const row = findRow(store, id);
  const { success, data } = form.safeParse(row);
  if (!success)
    throw new DemifaceError('corrupt', message('dataSet.named', { name: row.name, problem: DAMAGED }));
  const { name, root, version } = row;
  return { id, name, root, version, layout: data.layout, interpretation: data.interpretation };
}

/** As `findDataSet`, for what reads the folder itself. @throws DemifaceError `missing` as well while it is not there */
export function presentDataSet(store: Store, id: number): KnownDataSet {
  const dataSet = findDataSet(store, id);
  if (!existsSync(dataSet.root))
    throw new DemifaceError(
      'missing',
      message('dataSet.folderGone', { name: dataSet.name, root: dataSet.root }),
    );
  return dataSet;
}

/** Keeps how many pictures a data set has that can be used. @returns whether its entry was different */
export function keepCount(store: Store, id: number, pictures: number): boolean {
  const { db } = store;
  const entry = queryFirst(store, db.selectFrom('data_sets').select('pictures').where('id', '=', id));
  if (entry?.pictures === pictures) return false;
  execute(store, db.updateTable('data_sets').set({ pictures }).where('id', '=', id));
  return true;
}

/** In the order in which they were added. One that is damaged keeps no other from being listed. */
export function listDataSets(store: Store): DataSetSummary[] {
  const rows = queryAll(
    store,
    store.db
      .selectFrom('data_sets as set')
      .leftJoin('corrections', (join) =>
        join.onRef('corrections.data_set', '=', 'set.id').onRef('corrections.version', '=', 'set.version'),
      )
      .select(['set.id', 'name', 'layout', 'root', 'added_at', 'checked_at', 'pictures', 'tasks'])
      .select(['set.version', 'interpretation', 'change_count'])
      .orderBy('set.id'),
  );
  return rows.map((row) => {
    const { data } = form.safeParse(row);
    return {
      id: row.id,
      name: row.name,
      layout: row.layout as Layout,
      root: row.root,
      addedAt: row.added_at,
      isThere: existsSync(row.root),
      checkedAt: row.checked_at,
      pictures: row.pictures,
      tasks: data?.tasks ?? [],
      corrections: row.change_count ?? 0,
      version: row.version,
      interpretation: data?.interpretation ?? {},
      damage: data === undefined ? DAMAGED : damageOfCorrections(row),
    };
  });
}

function damageOfCorrections({ version, change_count }: { version: number; change_count: number | null }) {
  if (version === 0 || change_count !== null) return null;
  return `version ${version} of its corrections is gone; go back to another one under Corrections`;
}

/** @throws DemifaceError `missing` */
export function summaryOf(store: Store, id: number): DataSetSummary {
  const found = listDataSets(store).find((one) => one.id === id);
  if (!found) throw new DemifaceError('missing', message('dataSet.gone'));
  return found;
}
