import { batchNormTraining, biasAdd, relu, seededUniform, tf } from '../engine/tf.ts';
import type { Architecture, Layer } from './architecture.ts';

/** Added to variances before the root; the value of the published ResNet-50. */
export const NORM_EPSILON = 1e-5;
/** What moving averages keep of their old value at each step. */
const MOVING_KEEP = 0.9;

export interface ForwardOptions {
  /**
   * Training mode: statistics of the batch (and the moving averages follow), dropout drawn from this seed
   * ([2], int32). Without it inference mode: moving averages, no dropout.
   */
  trainingSeed?: tf.Tensor1D;
  /** Layers whose activations are wanted; the network's output if left out. */
  taps?: readonly string[];
  /** Activations that are known: these layers are not run, and neither is what only they read. */
  given?: ReadonlyMap<string, tf.Tensor>;
}

/**
 * Runs a network.
 * @param weights by name, as `planArchitecture` names them
 * @param pictures [batch, size, size, 3] in the network's range
 * @returns the activations requested, in that order; the caller disposes
 */
export function forward(
  architecture: Architecture,
  weights: ReadonlyMap<string, tf.Variable>,
  pictures: tf.Tensor4D,
  { trainingSeed, taps = [architecture.taps.output], given = new Map() }: ForwardOptions = {},
): tf.Tensor[] {
  return tf.tidy(() => {
    const made = new Map<string, tf.Tensor>([['input', pictures], ...given]);
    const wanted = wantedLayers(architecture, taps, given);
    architecture.layers.forEach((layer, index) => {
      if (wanted.has(layer.name)) made.set(layer.name, runLayer(layer, index, made, weights, trainingSeed));
    });
    return taps.map((tap) => {
      const activation = made.get(tap);
      if (!activation) throw new Error(`the network ${architecture.net} has no layer ${tap}`);
      return activation;
    });
  });
}

/** The layers requested and all that they read, down to the pictures or to what is given. */
function wantedLayers(
  { layers }: Architecture,
  taps: readonly string[],
  given: ReadonlyMap<string, tf.Tensor>,
): ReadonlySet<string> {
  const wanted = new Set(taps);
  for (const layer of layers.toReversed()) {
    if (given.has(layer.name)) wanted.delete(layer.name);
    if (!wanted.has(layer.name)) continue;
    wanted.add(layer.from);
    if (layer.op === 'add' || layer.op === 'concat') wanted.add(layer.with);
  }
  return wanted;
}

function runLayer(
  layer: Layer,
  index: number,
  made: ReadonlyMap<string, tf.Tensor>,
  weights: ReadonlyMap<string, tf.Variable>,
  trainingSeed: tf.Tensor1D | undefined,
): tf.Tensor {
  const x = made.get(layer.from)!;
  const weight = (role: string) => weights.get(`${layer.name}/${role}`)!;
  switch (layer.op) {
    case 'conv': {
      const y = tf.conv2d(x as tf.Tensor4D, weight('kernel') as tf.Tensor4D, layer.stride, layer.pad);
      return layer.bias ? biasAdd(y, weight('bias') as tf.Tensor1D) : y;
    }
    case 'pad': {
      const side: [number, number] = [layer.by, layer.by];
      return tf.pad4d(x as tf.Tensor4D, [[0, 0], side, side, [0, 0]]);
    }
    case 'crop': {
      const [batch, , width, channels] = (x as tf.Tensor4D).shape;
      return tf.slice4d(x as tf.Tensor4D, [0, layer.top, 0, 0], [batch, layer.rows, width, channels]);
    }
    case 'batchNorm':
      return batchNorm(x as tf.Tensor4D, weight, trainingSeed !== undefined);
    case 'relu':
      return relu(x);
    case 'lrn':
      return tf.localResponseNormalization(
        x as tf.Tensor4D,
        layer.radius,
        layer.bias,
        layer.alpha,
        layer.beta,
      );
    case 'maxPool':
      return tf.maxPool(x as tf.Tensor4D, layer.size, layer.stride, layer.pad);
    case 'globalAveragePool':
      return tf.mean(x, [1, 2]);
    case 'flatten':
      return tf.reshape(x, [x.shape[0], -1]);
    case 'dropout':
      return trainingSeed && layer.rate > 0 ? dropout(x, layer.rate, index, trainingSeed) : x;
    case 'dense':
      return biasAdd(
        tf.matMul(x as tf.Tensor2D, weight('kernel') as tf.Tensor2D),
        weight('bias') as tf.Tensor1D,
      );
    case 'expectation':
      return tf.matMul(tf.softmax(x as tf.Tensor2D), weight('values'));
    case 'add':
      return tf.add(x, made.get(layer.with)!);
    case 'concat':
      return tf.concat([x, made.get(layer.with)!], -1);
  }
}

/** In training by the batch's statistics, which the moving averages follow. */
function batchNorm(x: tf.Tensor4D, weight: (role: string) => tf.Variable, isTraining: boolean): tf.Tensor {
  const [mean, variance] = [weight('movingMean'), weight('movingVariance')];
  const [gamma, beta] = [weight('gamma') as tf.Tensor1D, weight('beta') as tf.Tensor1D];
  if (!isTraining) {
    const [average, spread] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
    return tf.batchNorm4d(x, average, spread, beta, gamma, NORM_EPSILON);
  }
  const batch = batchNormTraining(x, gamma, beta, NORM_EPSILON);
  follow(mean, batch.mean);
  follow(variance, batch.variance);
  tf.dispose([batch.mean, batch.variance]);
  return batch.value;
}

/** @param index of the layer: each draws from a stream of its own */
function dropout(x: tf.Tensor, rate: number, index: number, trainingSeed: tf.Tensor1D): tf.Tensor {
  const seed = tf.add<tf.Tensor1D>(trainingSeed, tf.tensor1d([index + 1, 0], 'int32'));
  const kept = tf.cast(tf.greaterEqual(seededUniform(x.shape, seed), rate), 'float32');
  return tf.mul(x, tf.mul(kept, 1 / (1 - rate)));
}

function follow(average: tf.Variable, value: tf.Tensor): void {
  tf.tidy(() => average.assign(tf.add(tf.mul(average, MOVING_KEEP), tf.mul(value, 1 - MOVING_KEEP))));
}
