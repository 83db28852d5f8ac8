import { message } from '../../../../messages/message.ts';
import type { Card } from '../../../../artifact/card.ts';
import type { ModelTask, Visible } from '../../../../artifact/labels.ts';
import { readOnnxModel } from '../../../../artifact/model-folder.ts';
import type { LiveModel } from '../../../ipc/contract.ts';
import { writeAudit } from '../../platform/audit.ts';
import { saveLiveModel, liveModel, placeName, rollBackLiveModel } from '../../platform/models/live-models.ts';
import type { Store } from '../../platform/store/store.ts';

/**
 * Makes a model live, once it was checked.
 * @returns it, and whether another one was live before
 * @throws DemifaceError `missing`, `corrupt`, `mismatch`
 */
export async function promote(
  store: Store,
  { path, name }: { path: string; name: string },
): Promise<{ live: LiveModel; isNew: boolean }> {
  const { task, visible } = await checkReads(path);
  const before = liveModel(store, task, visible);
  if (before?.path === path) return { live: before, isNew: false };
  const live = saveLiveModel(store, { task, visible, path, name });
  const subject = message('audit.modelLive', { place: placeName(task, visible), name, path });
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
  const taken = { place: placeName(task, visible), name, path };
  await writeAudit(
    store,
    'models.rollBack',
    live
      ? message('audit.modelLiveAgain', { ...taken, live: live.name, livePath: live.path })
      : message('audit.modelLive', taken),
  );
  return live;
}

/**
 * Checks every file of a model against its manifest, and that what reads faces can open it.
 * @returns its card
 * @throws DemifaceError `missing`, `corrupt`, `mismatch`
 */
async function checkReads(path: string): Promise<Card> {
  const model = readOnnxModel(path);
  const { createFacePredictor } = await import('../../../../inference/runtime/face-predictor.ts'); // ONNX Runtime, only when it is wanted
  await (await createFacePredictor(model)).dispose();
  return model.card;
}
