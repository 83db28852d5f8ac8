import { DemifaceError } from '../../../../common/error.ts';
import type { Task } from '../../../../artifact/labels.ts';
import { TASKS } from '../../../../artifact/labels.ts';
import type { Change, Changes } from '../../../../training/datasets/corrections.ts';
import {
  changesFingerprint,
  changesText,
  checkLabel,
  relabelled,
} from '../../../../training/datasets/corrections.ts';
import type { Correction, CorrectionVersion } from '../../../ipc/contract.ts';
import type { Store } from '../../platform/store/store.ts';
import { anObject, storedJson } from '../../platform/store/stored-values.ts';
import { queryAll, execute, queryFirst, transaction } from '../../platform/store/sync.ts';
import { changesOf, findDataSet } from './data-sets.ts';
import type { OpenedSet } from './opened-set.ts';

/**
 * The changes that stand after some more. A label that the picture and all its copies have anyway is no change.
 * @throws DemifaceError `usage` for a row or a label that is none, `mismatch` for a task that the data set has no labels of
 */
export function withCorrections(
  set: OpenedSet,
  before: Changes,
  corrections: readonly Correction[],
): Changes {
  const after: Record<string, Change> = { ...before };
  const touched = new Set<string>();
  for (const { row, change } of corrections) {
    const key = set.keys[row];
    if (key === undefined)
      throw new DemifaceError('usage', `there is no picture ${row}; the last one is ${set.keys.length - 1}`);
    touched.add(key);
    if (change === null) delete after[key];
    else if (change.kind === 'drop') after[key] = { kind: 'drop' };
    else after[key] = { kind: 'labels', labels: { ...labelsOf(after[key]), ...labelIn(set, change) } };
  }
  for (const [i, key] of set.keys.entries()) {
    if (!touched.has(key)) continue;
    const change = after[key];
    if (change?.kind === 'labels' && relabelled(set.pictures[i]!, change.labels) !== set.pictures[i])
      touched.delete(key); // it changes something
  }
  for (const key of touched) if (after[key]?.kind === 'labels') delete after[key];
  return after;
}

function labelsOf(change: Change | undefined): Partial<Record<Task, number>> {
  return change?.kind === 'labels' ? change.labels : {};
}

function labelIn(
  { tasks }: OpenedSet,
  { task, label }: Extract<Correction['change'], { kind: 'label' }>,
): Partial<Record<Task, number>> {
  if (!tasks.includes(task))
    throw new DemifaceError(
      'mismatch',
      `this data set has no labels for ${task}; it has ${TASKS.filter((one) => tasks.includes(one)).join(', ')}`,
    );
  checkLabel(task, label);
  return { [task]: label };
}

/**
 * Keeps changes as the data set's next version and makes it current; the same changes as now are no new version.
 * @throws DemifaceError `missing`
 */
export function keepChanges(store: Store, id: number, changes: Changes): void {
  const { db } = store;
  transaction(store, () => {
    const { version } = findDataSet(store, id);
    if (changesText(changesOf(store, id, version)) === changesText(changes)) return;
    const last = queryFirst(
      store,
      db
        .selectFrom('corrections')
        .select('version')
        .where('data_set', '=', id)
        .orderBy('version', 'desc')
        .limit(1),
    );
    const next = (last?.version ?? 0) + 1;
    execute(
      store,
      db.insertInto('corrections').values({
        data_set: id,
        version: next,
        at: new Date().toISOString(),
        fingerprint: changesFingerprint(changes),
        changes: changesText(changes),
      }),
    );
    execute(store, db.updateTable('data_sets').set({ version: next }).where('id', '=', id));
  });
}

/** Makes an earlier version current; 0 is the data set as it came. @throws DemifaceError `missing` */
export function revertTo(store: Store, id: number, version: number): void {
  transaction(store, () => {
    findDataSet(store, id);
    changesOf(store, id, version);
    execute(store, store.db.updateTable('data_sets').set({ version }).where('id', '=', id));
  });
}

/** The latest first; the last one, 0, is the data set as it came. @throws DemifaceError `missing` */
export function versionsOf(store: Store, id: number): CorrectionVersion[] {
  findDataSet(store, id);
  const { db } = store;
  const rows = queryAll(
    store,
    db
      .selectFrom('corrections')
      .select(['version', 'at', 'fingerprint', 'changes'])
      .where('data_set', '=', id)
      .orderBy('version', 'desc'),
  );
  const added = queryFirst(store, db.selectFrom('data_sets').select('added_at').where('id', '=', id))!;
  return [
    ...rows.map(({ version, at, fingerprint, changes }) => ({
      version,
      at,
      changes: Object.keys(storedJson(changes, anObject<object>())).length,
      fingerprint,
    })),
    { version: 0, at: added.added_at, changes: 0, fingerprint: changesFingerprint({}) },
  ];
}
