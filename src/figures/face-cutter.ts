import type { Card } from '../artifact/card.ts';
import { readPictureFile } from '../common/files/regular-file.ts';
import { cutFace, faceSquare } from '../inference/runtime/crop.ts';
import { decodePicture } from '../inference/runtime/decode-picture.ts';
import { createDetector } from '../inference/detection/detector.ts';
import { decodeFace } from '../training/sources/decode.ts';

/** Gives a picture's face in any size. */
export type Cut = (how: { size: number; color: 'gray' | 'rgb' }) => Promise<Uint8Array>;

/** Where the face of a picture file comes from. */
export interface FaceCutter {
  /** @returns undefined if there is no face; throws if the file cannot be read */
  cut(file: string): Promise<Cut | undefined>;
  dispose(): Promise<void>;
}

/** The picture is the face. */
export const wholePictures: FaceCutter = {
  async cut(file) {
    const bytes = await readPictureFile(file);
    return (how) => decodeFace(bytes, how);
  },
  dispose: () => Promise.resolve(),
};

/** Finds the face that the detector is surest of. @param crop how the model's pictures frame it */
export async function findingCutter(crop: Card['crop']): Promise<FaceCutter> {
  const detector = await createDetector();
  return {
    async cut(file) {
      const { picture } = await decodePicture(await readPictureFile(file));
      const [face] = await detector.detect(picture);
      return face && ((how) => cutFace(picture, faceSquare(face.box, crop), how));
    },
    dispose: () => detector.dispose(),
  };
}
