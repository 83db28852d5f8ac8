import type { Visible } from '../../artifact/labels.ts';
import { openBatches } from '../datasets/batches.ts';
import { pixelsAt } from '../datasets/prepared.ts';
import type { SizedPixels } from '../datasets/prepared.ts';
import type { Scaling } from '../../artifact/scaling.ts';
import { interruptedError } from '../../common/interrupted.ts';
import { tf } from '../engine/tf.ts';

/** Pictures of one forward pass when nothing is learned, of so many in all: a small set is one batch. */
export function evaluationBatch(pictures: number): number {
  return Math.max(1, Math.min(64, pictures));
}

/** The prepared pictures that a model predicts. */
export interface OutputRequest {
  prepared: SizedPixels;
  rows: readonly number[];
  inputSize: number;
  scaling: Scaling;
  /** What the model is shown of each face. */
  visible: Visible;
  /** Averages the outputs of the picture and of its mirror image. */
  flip: boolean;
}

/**
 * Runs a model over prepared pictures in inference mode.
 * @param run takes [n, size, size, 3] with n = `evaluationBatch(rows)`, gives [n, width]; the result is disposed here
 * @returns [rows, width]
 * @throws DemifaceError `interrupted` when the signal aborts
 */
export async function outputsOf(
  run: (pictures: tf.Tensor4D) => tf.Tensor,
  width: number,
  question: OutputRequest,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const plain = await onePass(run, width, question, false, signal);
  if (!question.flip) return plain;
  const mirrored = await onePass(run, width, question, true, signal);
  return plain.map((value, i) => (value + mirrored[i]!) / 2);
}

async function onePass(
  run: (pictures: tf.Tensor4D) => tf.Tensor,
  width: number,
  { flip: _, ...question }: OutputRequest,
  mirrored: boolean,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const outputs = new Float32Array(question.rows.length * width);
  let at = 0;
  const take = ([values]: readonly Float32Array[]) => {
    outputs.set(values!, at);
    at += values!.length;
  };
  await forEachBatch((pictures) => [run(pictures)], { ...question, mirrored }, take, signal);
  return outputs;
}

/**
 * Runs a model over prepared pictures in inference mode, one batch after the other, so that nothing need fit into memory.
 * @param run takes [n, size, size, 3] with n = `evaluationBatch(rows)`, gives tensors of n rows; they are disposed here
 * @param take gets the values of one batch, one array per tensor, without the rows that filled up the last batch
 * @throws DemifaceError `interrupted` when the signal aborts
 */
export async function forEachBatch(
  run: (pictures: tf.Tensor4D) => readonly tf.Tensor[],
  {
    prepared,
    rows,
    inputSize,
    scaling,
    visible,
    mirrored,
  }: Omit<OutputRequest, 'flip'> & { mirrored: boolean },
  take: (values: readonly Float32Array[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  const batchSize = evaluationBatch(rows.length);
  const batches = openBatches({
    ...pixelsAt(prepared, inputSize),
    rows,
    outputSize: inputSize,
    scaling,
    views: [{ visible, style: 'half' }],
    augmentation: null,
    batchSize,
    seed: 0,
    shuffle: false,
    dropLast: false,
    flip: mirrored,
  });
  // The shape is the same for every batch, so that one recorded step serves all; the last is filled up with zeros.
  const full = new Float32Array(batchSize * inputSize * inputSize * 3);
  try {
    for await (const { images, n } of batches.epoch(0)) {
      if (signal?.aborted) throw interruptedError();
      full.fill(0).set(images[0]!);
      const input = tf.tensor4d(full, [batchSize, inputSize, inputSize, 3]);
      const outputs = run(input);
      const values = await Promise.all(outputs.map((output) => output.data() as Promise<Float32Array>));
      take(values.map((all) => all.subarray(0, (all.length / batchSize) * n)));
      tf.dispose([input, ...outputs]);
    }
  } finally {
    await batches.close();
  }
}
