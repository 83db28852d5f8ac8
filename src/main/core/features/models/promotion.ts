import { message } from '../../../../messages/message.ts';
import type { ModelPlace } from '../../../../artifact/model-place.ts';
import { placeKey } from '../../../../artifact/model-place.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import { writeAudit } from '../../platform/audit.ts';
import { startJob } from '../../platform/jobs/job-process.ts';
import { saveLiveModel, liveModel, rollBackLiveModel } from '../../platform/models/live-models.ts';
import type { Store } from '../../platform/store/store.ts';
import { CHECK } from './jobs/index.ts';

/**
 * Makes a model live, once it was checked in a process of its own: no frame waits for that.
 * @returns it, and whether another one was live before
 * @throws DemifaceError as `checkModel`; JobDied
 */
export async function promote(
  store: Store,
  { path, name }: { path: string; name: string },
): Promise<{ live: LiveModel; isNew: boolean }> {
  const target = await startJob(CHECK, { path }).outcome;
  const before = liveModel(store, target);
  if (before?.path === path) return { live: before, isNew: false };
  const live = saveLiveModel(store, { ...target, path, name });
  const subject = message('audit.modelLive', { place: placeKey(target), name, path });
  await writeAudit(store, 'models.promote', subject);
  return { live, isNew: true };
}

/**
 * Takes the last promotion back.
 * @param liveNow which model is live by then
 * @returns that one
 * @throws DemifaceError `usage` if nothing was promoted
 */
export async function rollBack(
  store: Store,
  place: ModelPlace,
  liveNow: () => LiveModel | null,
): Promise<LiveModel | null> {
  const { name, path } = rollBackLiveModel(store, place);
  const live = liveNow();
  const taken = { place: placeKey(place), name, path };
  await writeAudit(
    store,
    'models.rollBack',
    live
      ? message('audit.modelLiveAgain', { ...taken, live: live.name, livePath: live.path })
      : message('audit.modelLive', taken),
  );
  return live;
}
