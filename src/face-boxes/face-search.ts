import { join } from 'node:path';

import { readOnnxModel } from '../artifact/model-folder.ts';
import { shippedModels } from '../artifact/places.ts';
import { createDetector } from '../inference/detection/detector.ts';
import { openModels } from '../inference/prediction/inference-models.ts';
import { predictPicture } from '../inference/prediction/predict-picture.ts';
import { decodePicture } from '../inference/runtime/decode-picture.ts';
import type { Box } from '../inference/runtime/picture.ts';

/** Finds the faces of pictures. The caller disposes it. */
export interface FaceSearch {
  /**
   * @returns boxes in pixels of the picture, upright and in its own size; as `predict` would find them
   * @throws Error whose message gives in a short phrase why the picture cannot be read
   */
  find(bytes: Buffer): Promise<Box[]>;
  dispose(): Promise<void>;
}

/** @throws DemifaceError if the occlusion classifier that ships is damaged */
export async function createFaceSearch(): Promise<FaceSearch> {
  const models = await openModels([], readOnnxModel(join(shippedModels(), 'occlusion')));
  const detector = await createDetector().catch(async (error: unknown) => {
    await models.dispose();
    throw error;
  });
  const parts = { detector, occlusionClassifier: models.occlusionClassifier, modelsFor: () => [] };
  return {
    async find(bytes) {
      const { picture, upright } = await decodePicture(bytes);
      return (await predictPicture(picture, parts)).map(({ box }) => upright(box));
    },
    async dispose() {
      await models.dispose();
      await detector.dispose();
    },
  };
}
