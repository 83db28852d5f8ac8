import type { OnnxModel } from '../../artifact/model-folder.ts';
import { createFacePredictor } from '../runtime/face-predictor.ts';
import type { PictureInference, InferenceModel } from './predict-picture.ts';
import { customTasksOf } from './custom-tasks.ts';
import type { OcclusionClassifier } from '../occlusion/occlusion-classifier.ts';
import { createOcclusionClassifier } from '../occlusion/occlusion-classifier.ts';

/** Models in memory, ready to read. The caller disposes them. */
export interface InferenceModels extends Omit<PictureInference, 'detector'> {
  readonly occlusionClassifier: OcclusionClassifier | undefined;
  dispose(): Promise<void>;
}

/**
 * Puts models into ONNX Runtime, all of them or none.
 * @param occlusion the occlusion classifier; without it faces are read as whole ones
 * @throws DemifaceError as `createFacePredictor` and `createOcclusionClassifier`
 */
export async function openModels(
  readers: readonly OnnxModel[],
  occlusion?: OnnxModel,
): Promise<InferenceModels> {
  const models: InferenceModel[] = [];
  let occlusionClassifier: OcclusionClassifier | undefined;
  const dispose = async () => {
    for (const { predictor } of models) await predictor.dispose();
    await occlusionClassifier?.dispose();
  };
  try {
    for (const model of readers)
      models.push({ card: model.card, predictor: await createFacePredictor(model) });
    if (occlusion) occlusionClassifier = await createOcclusionClassifier(occlusion);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    occlusionClassifier,
    customTasks: customTasksOf(models.map(({ card }) => card)),
    modelsFor: (visible) => models.filter(({ card }) => card.visible === visible),
    dispose,
  };
}
