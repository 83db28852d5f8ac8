import { join } from 'node:path';

import { DemifaceError, messageOf } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { facePictures } from '../../artifact/face-pictures.ts';
import type { Visible } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { OnnxModel } from '../../artifact/model-folder.ts';
import { MODEL_FILES } from '../../artifact/model-manifest.ts';
import type { Network, NetworkOptions } from './network.ts';
import { openNetwork } from './network.ts';

/**
 * What is looked at where the card states that mirror images are averaged in: both, or one of them, for a caller that averages
 * over a face's frames.
 */
export type View = 'both' | 'plain' | 'mirrored';

/** Whether each picture that is looked at is the mirror image. */
const VIEWS: Readonly<Record<View, readonly boolean[]>> = {
  both: [false, true],
  plain: [false],
  mirrored: [true],
};

/** Reads faces that are in memory and stay there. */
export interface FacePredictor {
  /**
   * @param faces prepared as the card states: size × size × (1 for gray, 3 for rgb) bytes each
   * @returns [faces, head width], before temperature and softmax
   */
  predict(faces: readonly Uint8Array[], visible: Visible, view?: View): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/**
 * Puts a model into ONNX Runtime. The caller disposes it.
 * @throws DemifaceError `corrupt` if the file holds no network, `mismatch` if the network is not the card's
 */
export async function createFacePredictor(
  model: OnnxModel,
  options: NetworkOptions = {},
): Promise<FacePredictor> {
  const { preprocessing, flip } = model.card;
  const network = await openChecked(model, options);
  return {
    async predict(faces, visible, view = 'both') {
      if (faces.length === 0) return new Float32Array();
      const views = flip ? VIEWS[view] : VIEWS.plain;
      // Both in one batch: a twelfth faster than one after the other.
      const outputs = await network.run(facePictures(faces, preprocessing, visible, views));
      if (views.length === 1) return outputs;
      const mirrored = outputs.subarray(outputs.length / 2);
      return outputs.subarray(0, mirrored.length).map((value, i) => (value + mirrored[i]!) / 2);
    },
    dispose: () => network.dispose(),
  };
}

async function openChecked({ path, card, onnx }: OnnxModel, options: NetworkOptions): Promise<Network> {
  const file = join(path, MODEL_FILES.onnx);
  const network = await openNetwork(onnx, options).catch((error: unknown) => {
    const reason = messageOf(error);
    const firstLine = typeof reason === 'string' ? reason.split('\n')[0]! : reason;
    throw new DemifaceError('corrupt', message('model.notLoaded', { file, error: firstLine }), {
      cause: error,
    });
  });
  const { size, outputs } = network;
  const { size: expectedSize } = card.preprocessing;
  const expectedOutputs = headWidth(card);
  if (size === expectedSize && outputs === expectedOutputs) return network;
  await network.dispose();
  throw new DemifaceError(
    'mismatch',
    message('model.otherShape', { file, size, outputs, expectedSize, expectedOutputs }),
  );
}
