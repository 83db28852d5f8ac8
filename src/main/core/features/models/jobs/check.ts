import type { ModelPlace } from '../../../../../artifact/model-place.ts';
import { placeOfCard } from '../../../../../artifact/model-place.ts';
import { readOnnxModel } from '../../../../../artifact/model-folder.ts';
import { createFacePredictor } from '../../../../../inference/runtime/face-predictor.ts';
import type { Job } from '../../../platform/jobs/job.ts';

/**
 * Checks every file of a model against its manifest, and that inference can open it; of a large one that takes seconds.
 * @throws DemifaceError `missing`, `corrupt`, `mismatch`
 */
export const checkModel: Job<{ path: string }, ModelPlace> = async ({ path }) => {
  const model = readOnnxModel(path);
  await (await createFacePredictor(model)).dispose();
  return placeOfCard(model.card);
};
