import { placeKey, placeOfCard } from '../../artifact/model-place.ts';
import { readOnnxModel } from '../../artifact/model-folder.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import { createDetector } from '../detection/detector.ts';
import type { PictureInference } from '../prediction/predict-picture.ts';
import { openModels } from '../prediction/inference-models.ts';

/** What a recording is read with. The caller disposes it. */
export interface RecordingNets {
  nets: PictureInference & { detector: RefiningDetector };
  /** SHA-256 of each model by its place, such as `gender.lower`. */
  models: Record<string, string>;
  dispose(): Promise<void>;
}

/**
 * @param readers folders of the models that read
 * @param occlusion folder of the occlusion classifier; null: faces are read as whole ones
 * @throws DemifaceError as `readOnnxModel` and `openModels`
 */
export async function openRecordingNets(
  readers: readonly string[],
  occlusion: string | null,
): Promise<RecordingNets> {
  const found = readers.map(readOnnxModel);
  const occlusionClassifier = occlusion === null ? undefined : readOnnxModel(occlusion);
  const opened = await openModels(found, occlusionClassifier);
  const detector = await createDetector().catch(async (error: unknown) => {
    await opened.dispose();
    throw error;
  });
  const all = occlusionClassifier ? [...found, occlusionClassifier] : found;
  return {
    nets: { ...opened, detector },
    models: Object.fromEntries(all.map(({ card, sha256 }) => [placeKey(placeOfCard(card)), sha256])),
    async dispose() {
      await opened.dispose();
      await detector.dispose();
    },
  };
}
