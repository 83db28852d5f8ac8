import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { SizedPixels } from '../datasets/prepared.ts';
import { loadModel } from '../library/load-model.ts';
import { forEachBatch, evaluationBatch } from '../models/outputs.ts';
import { createProgram, tf } from '../engine/tf.ts';
import { enlargeHeat, gradCam } from './grad-cam.ts';
import type { HeatShares, MappedLayout } from './heat-shares.ts';
import { heatShares } from './heat-shares.ts';

export interface SetExplanationOptions {
  rows: readonly number[];
  /** What the model is shown of each face. */
  visible: Visible;
  /** The data set whose crops these are. */
  layout: MappedLayout;
  /** Output to explain; each picture's highest if left out. */
  chosen?: number | undefined;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Where the heat of each of many prepared pictures lies. They must be prepared as the card states.
 * @returns in the order of the rows; undefined for a picture without heat: nothing in its last convolution supports
 * the output
 */
export async function explainSet(
  folder: ModelFolder,
  prepared: SizedPixels,
  { rows, visible, layout, chosen, onProgress, signal }: SetExplanationOptions,
): Promise<(HeatShares | undefined)[]> {
  const { preprocessing, flip } = folder.card;
  const { size: inputSize, scaling } = preprocessing;
  const model = loadModel(folder);
  const example = tf.zeros([evaluationBatch(rows.length), inputSize, inputSize, 3]);
  const step = (pictures: tf.Tensor) => {
    const { heat } = gradCam(model, pictures as tf.Tensor4D, { chosen, flip });
    return [enlargeHeat(heat, inputSize, model.architecture)];
  };
  const program = createProgram({ explain: { step, examples: [example] } }, [...model.weights.values()]);
  example.dispose();
  const pixels = inputSize * inputSize;
  const shares: (HeatShares | undefined)[] = [];
  const take = ([values]: readonly Float32Array[]) => {
    for (let at = 0; at < values!.length; at += pixels)
      shares.push(
        heatShares(values!.subarray(at, at + pixels), inputSize, { layout, visible, size: inputSize }),
      );
    onProgress?.(shares.length, rows.length);
  };
  const question = { prepared, rows, inputSize, scaling, visible, mirrored: false };
  try {
    await forEachBatch((pictures) => program.run('explain', [pictures]), question, take, signal);
  } finally {
    program.dispose();
    model.dispose();
  }
  return shares;
}
