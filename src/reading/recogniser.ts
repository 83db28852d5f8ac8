import { DemifaceError } from '../artifact/error.ts';
import type { Hidden } from '../artifact/labels.ts';
import type { OnnxModel } from '../artifact/model-folder.ts';
import { createFaceReader } from './face-reader.ts';
import type { NetworkOptions } from './network.ts';
import { classReading } from './reading.ts';

/** What hides a face. */
export interface HiddenReading {
  /** Null: it is no face. */
  hidden: Exclude<Hidden, 'not a face'> | null;
  /** Calibrated, by label. */
  probs: Record<Hidden, number>;
}

/** Says what hides a face, or that a detector's box holds none. */
export interface Recogniser {
  /** Side of the square crops that it takes, in pixels. */
  readonly size: number;
  /** @param crops size × size × 3 bytes each, about 1.06 times as wide as the detector's box, about its middle */
  recognise(crops: readonly Uint8Array[]): Promise<HiddenReading[]>;
  dispose(): Promise<void>;
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
  return {
    size: card.preprocessing.size,
    async recognise(crops) {
      const logits = await reader.read(crops, 'full');
      return crops.map((_, i): HiddenReading => {
        const { label, probs } = classReading(card, logits.subarray(i * width, (i + 1) * width));
        const hidden = label as Hidden;
        return { hidden: hidden === 'not a face' ? null : hidden, probs };
      });
    },
    dispose: () => reader.dispose(),
  };
}
