import { isDeepStrictEqual } from 'node:util';

import { DemifaceError } from '../../../../common/error.ts';
import { sha256 } from '../../../../common/sha256.ts';
import type { Task } from '../../../../artifact/labels.ts';
import { TASKS } from '../../../../artifact/labels.ts';
import type { Change, Changes, Edits } from '../../../../training/datasets/corrections.ts';
import {
  changesFingerprint,
  changesText,
  checkLabel,
  edited,
  relabelled,
} from '../../../../training/datasets/corrections.ts';
import type { Correction, CorrectionVersion } from '../../../ipc/contract.ts';
import { storedChanges } from '../../platform/store/corrections.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../../platform/store/sync.ts';
import { findDataSet } from './data-sets.ts';
import type { OpenedSet } from './opened-set.ts';

/** Every so many versions are stored whole: a version is put together from so many at most. */
const WHOLE_EVERY = 50;

type Labelled = Pick<OpenedSet, 'pictures' | 'keys' | 'tasks'>;

/** The changes of a version of a data set's corrections. */
export interface Standing {
  version: number;
  changes: Changes;
}

/**
 * What corrections change of the changes that stand. A label that the picture and all its copies have anyway is no change.
 * @throws DemifaceError `usage` for a row or a label that is none, `mismatch` for a task that the data set has no labels of
 */
export function editsOf(set: Labelled, before: Changes, corrections: readonly Correction[]): Edits {
  const after = new Map<string, Change | null>();
  for (const { row, change } of corrections) {
    const key = set.keys[row];
    if (key === undefined)
      throw new DemifaceError('usage', `there is no picture ${row}; the last one is ${set.keys.length - 1}`);
    const now = after.has(key) ? after.get(key) : before[key];
    if (change === null || change.kind === 'drop') after.set(key, change);
    else after.set(key, { kind: 'labels', labels: { ...labelsOf(now), ...labelIn(set, change) } });
  }
  const idle = new Set([...after].flatMap(([key, change]) => (change?.kind === 'labels' ? [key] : [])));
  for (const [i, key] of set.keys.entries()) {
    if (!idle.has(key)) continue;
    if (relabelled(set.pictures[i]!, labelsOf(after.get(key))) !== set.pictures[i]) idle.delete(key);
  }
  for (const key of idle) after.set(key, null);
  return Object.fromEntries(
    [...after].filter(([key, change]) => !isDeepStrictEqual(change, before[key] ?? null)),
  );
}

function labelsOf(change: Change | null | undefined): Partial<Record<Task, number>> {
  return change?.kind === 'labels' ? change.labels : {};
}

function labelIn(
  { tasks }: Labelled,
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
 * Keeps edits as the data set's next version and makes it current; none are no new version.
 * @param before its current version
 * @returns what stands now
 */
export function keepEdits(store: Store, id: number, before: Standing, edits: Edits): Standing {
  if (Object.keys(edits).length === 0) return before;
  const { db } = store;
  const changes = edited(before.changes, edits);
  const text = changesText(changes);
  return transaction(store, () => {
    const query = db.selectFrom('corrections').select('version').where('data_set', '=', id);
    const last = queryFirst(store, query.orderBy('version', 'desc').limit(1));
    const version = (last?.version ?? 0) + 1;
    const isWhole = before.version === 0 || version % WHOLE_EVERY === 0;
    execute(
      store,
      db.insertInto('corrections').values({
        ...{ data_set: id, version, at: new Date().toISOString() },
        fingerprint: sha256(text),
        ...(isWhole ? { changes: text } : { base: before.version, changes: JSON.stringify(edits) }),
        standing: Object.keys(changes).length,
      }),
    );
    execute(store, db.updateTable('data_sets').set({ version }).where('id', '=', id));
    return { version, changes };
  });
}

/** Makes an earlier version current; 0 is the data set as it came. @throws DemifaceError `missing` */
export function revertTo(store: Store, id: number, version: number): void {
  transaction(store, () => {
    findDataSet(store, id);
    storedChanges(store, id, version);
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
      .select(['version', 'at', 'fingerprint', 'standing as changes'])
      .where('data_set', '=', id)
      .orderBy('version', 'desc'),
  );
  const added = queryFirst(store, db.selectFrom('data_sets').select('added_at').where('id', '=', id))!;
  return [...rows, { version: 0, at: added.added_at, changes: 0, fingerprint: changesFingerprint({}) }];
}
