import type { Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { facePictures } from './face-pictures.ts';
import { loadModel } from './load-model.ts';
import { tf } from './tf.ts';

/** Reads faces that are in memory and stay there. */
export interface FaceReader {
  /**
   * @param faces prepared as the card says: size × size × (1 for gray, 3 for rgb) bytes each
   * @returns [faces, head width], before temperature and softmax; mirror images averaged in if the card says so
   */
  read(faces: readonly Uint8Array[], visible: Visible): Promise<Float32Array>;
  dispose(): void;
}

export function createFaceReader(folder: ModelFolder): FaceReader {
  const { preprocessing, flip } = folder.card;
  const { size } = preprocessing;
  const model = loadModel(folder);

  const onePass = async (faces: readonly Uint8Array[], visible: Visible, mirrored: boolean) => {
    const pictures = facePictures(faces, preprocessing, visible, mirrored);
    const output = tf.tidy(() => model.forward(tf.tensor4d(pictures, [faces.length, size, size, 3]))[0]!);
    const values = (await output.data()) as Float32Array;
    output.dispose();
    return values;
  };

  return {
    async read(faces, visible) {
      if (faces.length === 0) return new Float32Array();
      const plain = await onePass(faces, visible, false);
      if (!flip) return plain;
      const mirrored = await onePass(faces, visible, true);
      return plain.map((value, i) => (value + mirrored[i]!) / 2);
    },
    dispose: () => model.dispose(),
  };
}
