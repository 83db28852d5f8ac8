import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { OcclusionLabel } from '../../artifact/labels.ts';
import type { OnnxModel } from '../../artifact/model-folder.ts';
import type { Occlusion } from './occlusion.ts';
import { OCCLUSIONS } from './occlusion.ts';
import type { FaceInput } from '../runtime/crop.ts';
import { createFacePredictor } from '../runtime/face-predictor.ts';
import type { NetworkOptions } from '../runtime/network.ts';
import { classPrediction } from '../runtime/class-prediction.ts';

export interface OcclusionPrediction {
  /** Null: what the detector found is not a face. */
  occlusion: Occlusion | null;
  /** Calibrated, by label. */
  probs: Readonly<Record<OcclusionLabel, number>>;
}

/** Predicts the occlusion of a face, and which of the detector's boxes hold none. The caller disposes it. */
export interface OcclusionClassifier {
  /** How a face is cut out for it. */
  readonly input: FaceInput;
  /** @param faces cut as `input` states: size × size × (1 for gray, 3 for rgb) bytes each */
  classify(faces: readonly Uint8Array[]): Promise<OcclusionPrediction[]>;
  dispose(): Promise<void>;
}

/** Predictions of the wrong student are worthless: below this probability of the occlusion none is confident. */
export const CERTAIN = 0.8;

/** Whether this hides the face beyond doubt. */
export function isCertain({ probs }: OcclusionPrediction, occlusion: Occlusion): boolean {
  return probs[occlusion] >= CERTAIN;
}

/** Its occlusion, if it is a face. */
export function likeliestOcclusion({ probs }: OcclusionPrediction): Occlusion {
  return OCCLUSIONS.reduce((a, b) => (probs[b] > probs[a] ? b : a));
}

/**
 * Opens an occlusion classifier in ONNX Runtime. The caller disposes it.
 * @throws DemifaceError `mismatch` if the model is for something else, and as `createFacePredictor`
 */
export async function createOcclusionClassifier(
  model: OnnxModel,
  options: NetworkOptions = {},
): Promise<OcclusionClassifier> {
  const { card, path } = model;
  if (card.task !== 'occlusion')
    throw new DemifaceError('mismatch', message('model.noOcclusionClassifier', { path, task: card.task }));
  const reader = await createFacePredictor(model, options);
  const width = card.labels!.length;
  const { size, color } = card.preprocessing;
  return {
    input: { crop: card.crop, size, color },
    async classify(faces) {
      const logits = await reader.predict(faces, 'full');
      return faces.map((_, i): OcclusionPrediction => {
        const { label, probs } = classPrediction(card, logits.subarray(i * width, (i + 1) * width));
        const occlusion = label as OcclusionLabel;
        return {
          occlusion: occlusion === 'not a face' ? null : occlusion,
          probs: probs as Record<OcclusionLabel, number>,
        };
      });
    },
    dispose: () => reader.dispose(),
  };
}
