import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { PreparedSet } from '../data/prepared.ts';
import { loadModel } from '../load-model.ts';
import { eachBatch, EVALUATION_BATCH } from '../stages/outputs.ts';
import { createProgram, tf } from '../tf.ts';
import { enlargeHeat, gradCam } from './grad-cam.ts';
import type { HeatShares } from './heat-shares.ts';
import { heatShares, meanShares } from './heat-shares.ts';

export interface SetQuestion {
  rows: readonly number[];
  /** What the model is shown of each face. */
  visible: Visible;
  /** The data set whose crops these are. */
  crop: string;
  /** Output to explain; each picture's highest if left out. */
  chosen?: number | undefined;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface SetShares {
  /** Pictures with heat, of which the shares are the mean. */
  n: number;
  /** Pictures without any: nothing in the last convolution speaks for the class. */
  withoutHeat: number;
  /** Undefined where no picture has heat, or it is not known where the face's parts lie in these crops. */
  shares: HeatShares | undefined;
}

/** Mean heat of a model over prepared pictures. They must be prepared as the card says. */
export async function explainSet(
  folder: ModelFolder,
  prepared: Pick<PreparedSet, 'picturesPath' | 'size' | 'channels'>,
  { rows, visible, crop, chosen, onProgress, signal }: SetQuestion,
): Promise<SetShares> {
  const { preprocessing, flip } = folder.card;
  const { size, scaling } = preprocessing;
  const model = loadModel(folder);
  const example = tf.zeros([EVALUATION_BATCH, size, size, 3]);
  const step = (pictures: tf.Tensor) => {
    const { heat } = gradCam(model, pictures as tf.Tensor4D, { chosen, flip });
    return [enlargeHeat(heat, size)];
  };
  const program = createProgram({ explain: { step, examples: [example] } }, [...model.weights.values()]);
  example.dispose();
  const pixels = size * size;
  const shares: HeatShares[] = [];
  let done = 0;
  let warm = 0;
  const take = ([values]: readonly Float32Array[]) => {
    for (let at = 0; at < values!.length; at += pixels) {
      const heat = values!.subarray(at, at + pixels);
      if (heat.some((value) => value > 0)) warm++;
      const found = heatShares(heat, size, crop);
      if (found) shares.push(found);
      onProgress?.(++done, rows.length);
    }
  };
  const { picturesPath, size: preparedSize, channels } = prepared;
  const question = { picturesPath, size: preparedSize, channels, rows, inputSize: size, scaling, visible };
  try {
    const run = (pictures: tf.Tensor4D) => program.run('explain', [pictures]);
    await eachBatch(run, { ...question, mirrored: false }, take, signal);
  } finally {
    program.dispose();
    model.dispose();
  }
  return {
    n: warm,
    withoutHeat: done - warm,
    shares: shares.length > 0 ? meanShares(shares) : undefined,
  };
}
