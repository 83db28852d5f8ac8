import { DemifaceError } from '../../common/error.ts';
import type { Hidden } from '../../artifact/labels.ts';
import type { OnnxModel } from '../../artifact/model-folder.ts';
import type { Cover } from './occlusion.ts';
import { COVERS } from './occlusion.ts';
import type { FaceInput } from '../runtime/crop.ts';
import { createFaceReader } from '../runtime/face-reader.ts';
import type { NetworkOptions } from '../runtime/network.ts';
import { classReading } from '../runtime/class-reading.ts';

export interface Recognition {
  /** Null: what the detector found is not a face. */
  hidden: Cover | null;
  /** Calibrated, by label. */
  probs: Readonly<Record<Hidden, number>>;
}

/** Says what hides a face, and which of the detector's boxes hold none. Whoever makes it disposes it. */
export interface Recogniser {
  /** How a face is cut out for it. */
  readonly input: FaceInput;
  /** @param faces cut as `input` says: size × size × (1 for gray, 3 for rgb) bytes each */
  recognise(faces: readonly Uint8Array[]): Promise<Recognition[]>;
  dispose(): Promise<void>;
}

/** What the wrong student says is worth nothing: below this probability of what hides the face no reading is sure. */
export const CERTAIN = 0.8;

/** Whether this hides the face beyond doubt. */
export function isCertain({ probs }: Recognition, hidden: Cover): boolean {
  return probs[hidden] >= CERTAIN;
}

/** What hides it, if it is a face. */
export function likeliestCover({ probs }: Recognition): Cover {
  return COVERS.reduce((a, b) => (probs[b] > probs[a] ? b : a));
}

/**
 * Puts a model of what hides the face into ONNX Runtime. Whoever makes the recogniser disposes it.
 * @throws DemifaceError `mismatch` if the model is for something else, and as `createFaceReader`
 */
export async function createRecogniser(model: OnnxModel, options: NetworkOptions = {}): Promise<Recogniser> {
  const { card, path } = model;
  if (card.task !== 'hidden')
    throw new DemifaceError(
      'mismatch',
      `${path} reads ${card.task}; expected a model of what hides the face (hidden)`,
    );
  const reader = await createFaceReader(model, options);
  const width = card.labels!.length;
  const { size, color } = card.preprocessing;
  return {
    input: { crop: card.crop, size, color },
    async recognise(faces) {
      const logits = await reader.read(faces, 'full');
      return faces.map((_, i): Recognition => {
        const { label, probs } = classReading(card, logits.subarray(i * width, (i + 1) * width));
        const hidden = label as Hidden;
        return { hidden: hidden === 'not a face' ? null : hidden, probs: probs as Record<Hidden, number> };
      });
    },
    dispose: () => reader.dispose(),
  };
}
