import type { OnnxModel } from '../../artifact/model-folder.ts';
import { createFaceReader } from '../runtime/face-reader.ts';
import type { PictureReading, ReadingModel } from './read-picture.ts';
import type { Recogniser } from '../occlusion/occlusion-classifier.ts';
import { createRecogniser } from '../occlusion/occlusion-classifier.ts';

/** Models in memory, ready to read. Whoever opens them disposes them. */
export interface ReadingModels extends Omit<PictureReading, 'detector'> {
  readonly recogniser: Recogniser | undefined;
  dispose(): Promise<void>;
}

/**
 * Puts models into ONNX Runtime, all of them or none.
 * @param hidden what hides a face; without it faces are read as whole ones
 * @throws DemifaceError as `createFaceReader` and `createRecogniser`
 */
export async function openModels(readers: readonly OnnxModel[], hidden?: OnnxModel): Promise<ReadingModels> {
  const models: ReadingModel[] = [];
  let recogniser: Recogniser | undefined;
  const dispose = async () => {
    for (const { reader } of models) await reader.dispose();
    await recogniser?.dispose();
  };
  try {
    for (const model of readers) models.push({ card: model.card, reader: await createFaceReader(model) });
    if (hidden) recogniser = await createRecogniser(hidden);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    recogniser,
    modelsFor: (visible) => models.filter(({ card }) => card.visible === visible),
    dispose,
  };
}
