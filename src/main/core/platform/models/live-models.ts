import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import type { ModelTask, Visible } from '../../../../artifact/labels.ts';
import { MODEL_FILES } from '../../../../artifact/model-manifest.ts';
import { shippedModels } from '../../../../artifact/places.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import type { Store } from '../store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../store/sync.ts';
import { message } from '../../../../messages/message.ts';

/** `expression.lower`; `occlusion` alone, for it is classified on whole boxes. */
export function liveModelKey(task: ModelTask, visible: Visible): string {
  return task === 'occlusion' ? task : `${task}.${visible}`;
}

/** Who was live for a task and what shows of the face, the latest first; those rolled back do not count. The last is what ships. */
export function liveHistory(store: Store, task: ModelTask, visible: Visible): LiveModel[] {
  const query = store.db
    .selectFrom('live_models')
    .select(['path', 'name', 'at'])
    .where('task', '=', task)
    .where('visible', '=', visible)
    .where('rolled_back', '=', 0)
    .orderBy('id', 'desc');
  const promoted = queryAll(store, query).map((row) => ({ task, visible, ...row }));
  const shipped = shippedFor(task, visible);
  return shipped ? [...promoted, shipped] : promoted;
}

/** The model that is meant to read, damaged or not: the last promoted one that is still there, else the one that ships; null if there is none. */
export function liveModel(store: Store, task: ModelTask, visible: Visible): LiveModel | null {
  return liveCandidates(store, task, visible)[0] ?? null;
}

/** The model that reads, then those that serve in its place if it is damaged. */
export function liveCandidates(store: Store, task: ModelTask, visible: Visible): LiveModel[] {
  return liveHistory(store, task, visible).filter(({ path }) => existsSync(join(path, 'manifest.json')));
}

function shippedFor(task: ModelTask, visible: Visible): LiveModel | undefined {
  if (task === 'occlusion' && visible !== 'full') return undefined;
  const name = liveModelKey(task, visible);
  const path = join(shippedModels(), name);
  const stats = statSync(join(path, MODEL_FILES.card), { throwIfNoEntry: false });
  return stats && { task, visible, path, name, at: stats.mtime.toISOString() };
}

/** Makes a model live; it stays so until another one is, or until it is rolled back. */
export function saveLiveModel(store: Store, model: Omit<LiveModel, 'at'>): LiveModel {
  const live = { ...model, at: new Date().toISOString() };
  execute(store, store.db.insertInto('live_models').values(live));
  return live;
}

/** Whether a promotion can be taken back: what ships was never promoted. */
export function canRollBack(store: Store, task: ModelTask, visible: Visible): boolean {
  return lastPromotion(store, task, visible) !== undefined;
}

function lastPromotion(store: Store, task: ModelTask, visible: Visible) {
  const query = store.db
    .selectFrom('live_models')
    .select(['id', 'name', 'path'])
    .where('task', '=', task)
    .where('visible', '=', visible)
    .where('rolled_back', '=', 0)
    .orderBy('id', 'desc')
    .limit(1);
  return queryFirst(store, query);
}

/**
 * Takes the last promotion for a task and what shows of the face back.
 * @returns what was taken back
 * @throws DemifaceError `usage` if nothing was promoted
 */
export function rollBackLiveModel(
  store: Store,
  task: ModelTask,
  visible: Visible,
): { name: string; path: string } {
  const { db } = store;
  return transaction(store, () => {
    const last = lastPromotion(store, task, visible);
    if (!last)
      throw new DemifaceError(
        'usage',
        message('model.nothingToTakeBack', { place: liveModelKey(task, visible) }),
      );
    execute(store, db.updateTable('live_models').set({ rolled_back: 1 }).where('id', '=', last.id));
    return last;
  });
}
