import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { hasWeights, readModelFolder, readOnnxModel } from '../../artifact/model-folder.ts';
import type { Architecture, Model, WeightValues } from '../models/index.ts';
import { branchedNet, createModel, namedWeights, netFor, NETS } from '../models/index.ts';
import { onnxWeights } from '../models/onnx/index.ts';
import { createProgram, tf } from '../engine/tf.ts';

/**
 * Reads a model folder with its weights; where it holds an ONNX file alone, they are taken from there.
 * @throws DemifaceError as `readModelFolder`
 */
export function readModel(path: string): ModelFolder {
  if (hasWeights(path)) return readModelFolder(path);
  const { card, onnx, sha256 } = readOnnxModel(path);
  const folder = { path, card, weights: [], sha256 };
  const architecture = architectureOf(folder);
  const weights = asMismatch(path, () => onnxWeights(architecture, onnx));
  return { ...folder, weights: namedWeights(architecture, weights) };
}

/** The network that a card describes, for reading: dropout plays no part. */
export function architectureOf({ card, path }: Pick<ModelFolder, 'card' | 'path'>): Architecture {
  if (!Object.hasOwn(NETS, card.net))
    throw new DemifaceError(
      'mismatch',
      message('model.unknownNet', { path, net: card.net, known: Object.keys(NETS).join(', ') }),
    );
  const { ageScale, preprocessing, branches } = card;
  const options = { inputSize: preprocessing.size, dropout: 0, ageScale };
  const single = netFor(card.net as keyof typeof NETS, card, options);
  return branches.length > 0 ? branchedNet(single, branches, headWidth(card)) : single;
}

/**
 * Puts the weights of a model folder into the engine. The caller disposes.
 * @throws DemifaceError `mismatch` if the weights are not those of the network
 */
export function loadModel(folder: ModelFolder): Model {
  return asMismatch(folder.path, () => createModel(architectureOf(folder), weightsOf(folder)));
}

/** What a network does not take is a mismatch of the folder. */
function asMismatch<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    throw new DemifaceError(
      'mismatch',
      message('model.problem', { file: path, problem: (error as Error).message }),
      { cause: error },
    );
  }
}

/** All weights by name. */
export function weightsOf(folder: ModelFolder): WeightValues {
  return new Map(folder.weights.map(({ name, values }) => [name, values]));
}

/** Runs a batch: [n, size, size, 3], n as given to `withModel`, in the network's range, to one tensor a tap; the caller disposes them. */
export type RunModel = (pictures: tf.Tensor4D) => tf.Tensor[];

/**
 * Puts a model into the engine in inference mode for as long as `use` takes.
 * @param taps what a run gives, in this order
 * @param batchSize pictures of every run
 * @throws DemifaceError as `loadModel`, and what `use` throws
 */
export async function withModel<T>(
  folder: ModelFolder,
  taps: readonly ('embedding' | 'output')[],
  batchSize: number,
  use: (run: RunModel) => Promise<T>,
): Promise<T> {
  const model = loadModel(folder);
  const names = taps.map((tap) => model.architecture.taps[tap]);
  const { size } = folder.card.preprocessing;
  const example = tf.zeros([batchSize, size, size, 3]);
  const step = (input: tf.Tensor) => model.forward(input as tf.Tensor4D, { taps: names });
  const program = createProgram({ run: { step, examples: [example] } }, [...model.weights.values()]);
  example.dispose();
  try {
    return await use((pictures) => program.run('run', [pictures]));
  } finally {
    program.dispose();
    model.dispose();
  }
}
