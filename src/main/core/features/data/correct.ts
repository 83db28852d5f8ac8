import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Task } from '../../../../artifact/labels.ts';
import { TASKS } from '../../../../artifact/labels.ts';
import type { Change } from '../../../../training/datasets/corrections.ts';
import {
  changesFingerprint,
  changeText,
  checkLabel,
  relabeled,
} from '../../../../training/datasets/corrections.ts';
import type { Correction, CorrectionVersion } from '../../../ipc/contract.ts';
import { forEachInSlices } from '../../../../common/slices.ts';
import { storedChanges } from '../../platform/store/corrections.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../../platform/store/sync.ts';
import { findDataSet } from './data-sets.ts';
import type { OpenedSet } from './opened-set.ts';

/** Every so many versions are stored whole: a version is put together from so many at most. */
const WHOLE_EVERY = 50;

type Labeled = Pick<OpenedSet, 'pictures' | 'keys' | 'rowsOf' | 'tasks'>;

/** The changes of a version of a data set's corrections. */
export interface CorrectionState {
  version: number;
  changes: ReadonlyMap<string, Change>;
}

/** What becomes of some of the changes that stand; null: it is taken back. */
export type Edits = ReadonlyMap<string, Change | null>;

/**
 * What corrections change of the changes that stand. A label that the picture and all its copies have anyway is no change.
 * In slices.
 * @throws DemifaceError `usage` for a row or a label that is none, `mismatch` for a task that the data set has no labels of
 */
export async function editsOf(
  set: Labeled,
  before: CorrectionState['changes'],
  corrections: readonly Correction[],
): Promise<Edits> {
  const after = new Map<string, Change | null>();
  await forEachInSlices(corrections, ({ row, change }) => {
    const key = set.keys[row];
    if (key === undefined)
      throw new DemifaceError('usage', message('dataSet.noPicture', { row, last: set.keys.length - 1 }));
    const now = after.has(key) ? after.get(key) : before.get(key);
    if (change === null || change.kind === 'drop') after.set(key, change);
    else after.set(key, { kind: 'labels', labels: { ...labelsOf(now), ...labelIn(set, change) } });
  });
  const edits = new Map<string, Change | null>();
  await forEachInSlices(after, ([key, change]) => {
    const edit = change?.kind === 'labels' && isIdle(set, key, change.labels) ? null : change;
    if (!isDeepStrictEqual(edit, before.get(key) ?? null)) edits.set(key, edit);
  });
  return edits;
}

/** Whether all pictures of a key have these labels anyway. */
function isIdle({ pictures, rowsOf }: Labeled, key: string, labels: Partial<Record<Task, number>>): boolean {
  return rowsOf.get(key)!.every((row) => relabeled(pictures[row]!, labels) === pictures[row]);
}

function labelsOf(change: Change | null | undefined): Partial<Record<Task, number>> {
  return change?.kind === 'labels' ? change.labels : {};
}

function labelIn(
  { tasks }: Labeled,
  { task, label }: Extract<Correction['change'], { kind: 'label' }>,
): Partial<Record<Task, number>> {
  if (!tasks.includes(task))
    throw new DemifaceError(
      'mismatch',
      message('dataSet.noTask', { task, tasks: TASKS.filter((one) => tasks.includes(one)).join(', ') }),
    );
  checkLabel(task, label);
  return { [task]: label };
}

/**
 * Keeps edits as the data set's next version and makes it current; none are no new version. In slices.
 * @param before its current version; stays so until this is done
 * @returns what stands now
 */
export async function keepEdits(
  store: Store,
  id: number,
  before: CorrectionState,
  edits: Edits,
): Promise<CorrectionState> {
  if (edits.size === 0) return before;
  const changes = await inOrder(before.changes, edits);
  const hash = createHash('sha256').update('{');
  const texts: string[] = [];
  await forEachInSlices(changes, ([key, change], i) => {
    const text = changeText(key, change);
    texts.push(text);
    hash.update(i === 0 ? text : `,${text}`);
  });
  const fingerprint = hash.update('}').digest('hex');
  return transaction(store, () => {
    const { db } = store;
    const query = db.selectFrom('corrections').select('version').where('data_set', '=', id);
    const last = queryFirst(store, query.orderBy('version', 'desc').limit(1));
    const version = (last?.version ?? 0) + 1;
    const isWhole = before.version === 0 || version % WHOLE_EVERY === 0;
    execute(
      store,
      db.insertInto('corrections').values({
        data_set: id,
        version,
        at: new Date().toISOString(),
        fingerprint,
        ...(isWhole
          ? { changes: `{${texts.join()}}` }
          : { base: before.version, changes: JSON.stringify(Object.fromEntries(edits)) }),
        change_count: changes.size,
      }),
    );
    execute(store, db.updateTable('data_sets').set({ version }).where('id', '=', id));
    return { version, changes };
  });
}

/** The changes that stand after edits, in the order of their keys. Keys that are in order already are soon sorted. */
async function inOrder(before: CorrectionState['changes'], edits: Edits): Promise<Map<string, Change>> {
  const added = [...edits.keys()].filter((key) => !before.has(key));
  const changes = new Map<string, Change>();
  await forEachInSlices([...before.keys(), ...added].sort(), (key) => {
    const edit = edits.get(key);
    const change = edit === undefined ? before.get(key)! : edit;
    if (change) changes.set(key, change);
  });
  return changes;
}

/** Makes an earlier version current; 0 is the data set as it came. In slices. @throws DemifaceError `missing` */
export async function revertTo(store: Store, id: number, version: number): Promise<void> {
  findDataSet(store, id);
  await storedChanges(store, id, version);
  execute(store, store.db.updateTable('data_sets').set({ version }).where('id', '=', id));
}

/** The latest first; the last one, 0, is the data set as it came. @throws DemifaceError `missing` */
export function versionsOf(store: Store, id: number): CorrectionVersion[] {
  findDataSet(store, id);
  const { db } = store;
  const rows = queryAll(
    store,
    db
      .selectFrom('corrections')
      .select(['version', 'at', 'fingerprint', 'change_count as changes'])
      .where('data_set', '=', id)
      .orderBy('version', 'desc'),
  );
  const added = queryFirst(store, db.selectFrom('data_sets').select('added_at').where('id', '=', id))!;
  return [...rows, { version: 0, at: added.added_at, changes: 0, fingerprint: changesFingerprint({}) }];
}
