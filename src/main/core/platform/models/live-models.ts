import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import type { ModelPlace } from '../../../../artifact/model-place.ts';
import { placeKey } from '../../../../artifact/model-place.ts';
import { VISIBLE } from '../../../../artifact/labels.ts';
import { MODEL_FILES } from '../../../../artifact/model-manifest.ts';
import { shippedModels } from '../../../../artifact/places.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import type { Store } from '../store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../store/sync.ts';
import { message } from '../../../../messages/message.ts';

/** Who was live for a task and what shows of the face, the latest first; those rolled back do not count. The last is what ships. */
export function liveHistory(store: Store, place: ModelPlace): LiveModel[] {
  const query = store.db
    .selectFrom('live_models')
    .select(['path', 'name', 'at'])
    .where('task', '=', place.task)
    .where('visible', '=', place.visible)
    .where('title', '=', place.title ?? '')
    .where('rolled_back', '=', 0)
    .orderBy('id', 'desc');
  const promoted = queryAll(store, query).map((row) => ({ ...place, ...row }));
  const shipped = shippedFor(place);
  return shipped ? [...promoted, shipped] : promoted;
}

/** The model that is meant to read, damaged or not: the last promoted one that is still there, else the one that ships; null if there is none. */
export function liveModel(store: Store, place: ModelPlace): LiveModel | null {
  return liveCandidates(store, place)[0] ?? null;
}

/** The model that reads, then those that serve in its place if it is damaged. */
export function liveCandidates(store: Store, place: ModelPlace): LiveModel[] {
  return liveHistory(store, place).filter(({ path }) => existsSync(join(path, 'manifest.json')));
}

function shippedFor(place: ModelPlace): LiveModel | undefined {
  const { task, visible } = place;
  if (task === 'custom' || (task === 'occlusion' && visible !== 'full')) return undefined;
  const name = placeKey(place);
  const path = join(shippedModels(), name);
  const stats = statSync(join(path, MODEL_FILES.card), { throwIfNoEntry: false });
  return stats && { task, visible, path, name, at: stats.mtime.toISOString() };
}

/** The user's own tasks for which a model was made live, by title and half. */
export function customPlaces(store: Store): ModelPlace[] {
  const query = store.db
    .selectFrom('live_models')
    .select('title')
    .distinct()
    .where('task', '=', 'custom')
    .where('rolled_back', '=', 0)
    .orderBy('title');
  return queryAll(store, query).flatMap(({ title }) =>
    VISIBLE.map((visible): ModelPlace => ({ task: 'custom', visible, title })),
  );
}

/** Makes a model live; it stays so until another one is, or until it is rolled back. */
export function saveLiveModel(store: Store, model: Omit<LiveModel, 'at'>): LiveModel {
  const live = { ...model, at: new Date().toISOString() };
  execute(store, store.db.insertInto('live_models').values({ ...live, title: live.title ?? '' }));
  return live;
}

/** Whether a promotion can be taken back: what ships was never promoted. */
export function canRollBack(store: Store, place: ModelPlace): boolean {
  return lastPromotion(store, place) !== undefined;
}

function lastPromotion(store: Store, place: ModelPlace) {
  const query = store.db
    .selectFrom('live_models')
    .select(['id', 'name', 'path'])
    .where('task', '=', place.task)
    .where('visible', '=', place.visible)
    .where('title', '=', place.title ?? '')
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
export function rollBackLiveModel(store: Store, place: ModelPlace): { name: string; path: string } {
  const { db } = store;
  return transaction(store, () => {
    const last = lastPromotion(store, place);
    if (!last)
      throw new DemifaceError('usage', message('model.nothingToTakeBack', { place: placeKey(place) }));
    execute(store, db.updateTable('live_models').set({ rolled_back: 1 }).where('id', '=', last.id));
    return last;
  });
}
