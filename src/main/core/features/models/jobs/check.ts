import type { Card } from '../../../../../artifact/card.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import { readOnnxModel } from '../../../../../artifact/model-folder.ts';
import { createFacePredictor } from '../../../../../inference/runtime/face-predictor.ts';
import type { Job } from '../../../platform/jobs/job.ts';

/**
 * Checks every file of a model against its manifest, and that inference can open it; of a large one that takes seconds.
 * @throws DemifaceError `missing`, `corrupt`, `mismatch`; `usage` for classes that no view shows
 */
export const checkModel: Job<{ path: string }, Pick<Card, 'task' | 'visible'>> = async ({ path }) => {
  const model = readOnnxModel(path);
  await (await createFacePredictor(model)).dispose();
  const { task, visible, name } = model.card;
  if (task === 'custom') throw new DemifaceError('usage', message('model.notForLive', { name }));
  return { task, visible };
};
