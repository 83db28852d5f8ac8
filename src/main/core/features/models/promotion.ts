import { message } from '../../../../messages/message.ts';
import type { ModelTask, Visible } from '../../../../artifact/labels.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import { writeAudit } from '../../platform/audit.ts';
import { startJob } from '../../platform/jobs/job-process.ts';
import {
  saveLiveModel,
  liveModel,
  liveModelKey,
  rollBackLiveModel,
} from '../../platform/models/live-models.ts';
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
  const { task, visible } = await startJob(CHECK, { path }).outcome;
  const before = liveModel(store, task, visible);
  if (before?.path === path) return { live: before, isNew: false };
  const live = saveLiveModel(store, { task, visible, path, name });
  const subject = message('audit.modelLive', { place: liveModelKey(task, visible), name, path });
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
  task: ModelTask,
  visible: Visible,
  liveNow: () => LiveModel | null,
): Promise<LiveModel | null> {
  const { name, path } = rollBackLiveModel(store, task, visible);
  const live = liveNow();
  const taken = { place: liveModelKey(task, visible), name, path };
  await writeAudit(
    store,
    'models.rollBack',
    live
      ? message('audit.modelLiveAgain', { ...taken, live: live.name, livePath: live.path })
      : message('audit.modelLive', taken),
  );
  return live;
}
