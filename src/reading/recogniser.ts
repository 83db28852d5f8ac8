import type { FaceInput } from './crop.ts';
import type { Hidden } from './hidden.ts';

export interface Recognition {
  /** Null: what the detector found is not a face. */
  hidden: Hidden | null;
  /** Calibrated, by label. */
  probs: Readonly<Record<string, number>>;
}

/** Says what hides a face, and which of the detector's boxes hold none. Whoever makes it disposes it. */
export interface Recogniser {
  /** How a face is cut out for it. */
  readonly input: FaceInput;
  /** @param faces cut as `input` says: size × size × (1 for gray, 3 for rgb) bytes each */
  recognise(faces: readonly Uint8Array[]): Promise<Recognition[]>;
  dispose(): Promise<void>;
}
