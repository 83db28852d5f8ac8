import type { ModelFolder } from '../../artifact/model-folder.ts';
import { headWidth, type Visible } from '../../artifact/labels.ts';
import type { SizedPixels } from '../datasets/prepared.ts';
import { architectureOf, withModel } from './load-model.ts';
import { embeddingWidth } from '../models/index.ts';
import { evaluationBatch, outputsOf } from '../models/outputs.ts';

/** The prepared pictures that a finished model predicts, cut and scaled as its card states. */
interface AskedPictures {
  prepared: SizedPixels;
  pictures: readonly { row: number }[];
  /** What the model is shown of each face. */
  visible: Visible;
  /** Averages the outputs of the picture and of its mirror image. */
  flip: boolean;
}

/**
 * Runs a finished model over prepared pictures in inference mode.
 * @returns [pictures, width of its embedding or of its head]
 * @throws DemifaceError as `loadModel`; `interrupted` when the signal aborts
 */
export function modelOutputs(
  folder: ModelFolder,
  tap: 'embedding' | 'output',
  { prepared, pictures, visible, flip }: AskedPictures,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { size: inputSize, scaling } = folder.card.preprocessing;
  const width = tap === 'output' ? headWidth(folder.card) : embeddingWidth(architectureOf(folder));
  const rows = pictures.map(({ row }) => row);
  const question = { prepared, rows, inputSize, scaling, visible, flip };
  return withModel(folder, [tap], evaluationBatch(rows.length), (run) =>
    outputsOf((input) => run(input)[0]!, width, question, signal),
  );
}
