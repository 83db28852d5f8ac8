import * as tf from '@tensorflow/tfjs-core';

import { plainSeededUniform } from './random.ts';
import type { OpAttr, TensorFlowBackend } from './tensorflow.ts';
import { tensorFlowBackend } from './tensorflow.ts';

/*
 * Layers whose gradient tfjs spells as many small ops. On TensorFlow each is one fused kernel forward and one
 * backward; on other engines the plain definition stands. Both give the same numbers (test/training/engine).
 */

function attrs({ binding }: TensorFlowBackend) {
  return {
    type: { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT } as OpAttr,
    statisticsType: { name: 'U', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT } as OpAttr,
    float: (name: string, value: number): OpAttr => ({ name, type: binding.TF_ATTR_FLOAT, value }),
    bool: (name: string, value: boolean): OpAttr => ({ name, type: binding.TF_ATTR_BOOL, value }),
    text: (name: string, value: string): OpAttr => ({ name, type: binding.TF_ATTR_STRING, value }),
    dtype: (name: string, value: number): OpAttr => ({ name, type: binding.TF_ATTR_TYPE, value }),
  };
}

function single(backend: TensorFlowBackend, name: string, opAttrs: OpAttr[], inputs: tf.Tensor[]): tf.Tensor {
  return backend.executeMultipleOutputs(name, opAttrs, inputs, 1)[0]!;
}

/** max(x, 0), elementwise. */
export function relu<T extends tf.Tensor>(x: T): T {
  const backend = tensorFlowBackend();
  if (!backend) return tf.relu(x);
  const { type } = attrs(backend);
  const fused = tf.customGrad((input, save) => {
    const value = single(backend, 'Relu', [type], [input as tf.Tensor]);
    (save as tf.GradSaveFunc)([value]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => single(backend, 'ReluGrad', [type], [dy, saved[0]!]),
    };
  });
  return fused(x) as T;
}

/** x + bias along the last axis. @param bias [channels] */
export function biasAdd<T extends tf.Tensor>(x: T, bias: tf.Tensor1D): T {
  const backend = tensorFlowBackend();
  if (!backend) return tf.add(x, bias);
  const { type, text } = attrs(backend);
  const opAttrs = [type, text('data_format', 'NHWC')];
  const fused = tf.customGrad((input, b) => ({
    value: single(backend, 'BiasAdd', opAttrs, [input as tf.Tensor, b as tf.Tensor]),
    gradFunc: (dy: tf.Tensor) => [dy, single(backend, 'BiasAddGrad', opAttrs, [dy])],
  }));
  return fused(x, bias) as T;
}

export type BatchStatistics = {
  /** Normalized, scaled and shifted, [batch, height, width, channels]. */
  value: tf.Tensor4D;
  /** Mean of this batch, [channels]; no gradient; the caller disposes. */
  mean: tf.Tensor1D;
  /** Unbiased variance of this batch, [channels]; no gradient; the caller disposes. */
  variance: tf.Tensor1D;
};

/**
 * Batch normalization with the batch's own statistics (Ioffe & Szegedy 2015, Alg. 1), for training.
 * @param x [batch, height, width, channels] @param scale γ, [channels] @param offset β, [channels]
 */
export function batchNormTraining(
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon: number,
): BatchStatistics {
  const backend = tensorFlowBackend();
  return backend
    ? fusedBatchNorm(backend, x, scale, offset, epsilon)
    : plainBatchNorm(x, scale, offset, epsilon);
}

/** The definition, in small ops that every engine has. */
export function plainBatchNorm(
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon: number,
): BatchStatistics {
  const [n, h, w] = x.shape;
  const count = n * h * w;
  return tf.tidy((): BatchStatistics => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const normalized = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    const unbiased = tf.mul(variance, count / Math.max(1, count - 1));
    return {
      value: tf.add<tf.Tensor4D>(tf.mul(normalized, scale), offset),
      mean: mean as tf.Tensor1D,
      variance: unbiased as tf.Tensor1D,
    };
  });
}

function fusedBatchNorm(
  backend: TensorFlowBackend,
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon: number,
): BatchStatistics {
  const { type, statisticsType, float, bool, text } = attrs(backend);
  const opAttrs = [
    type,
    statisticsType,
    float('epsilon', epsilon),
    text('data_format', 'NHWC'),
    bool('is_training', true),
  ];
  let mean: tf.Tensor | undefined;
  let variance: tf.Tensor | undefined;
  const fused = tf.customGrad((input, gamma, beta, save) => {
    const [x, scale, offset] = [input as tf.Tensor, gamma as tf.Tensor, beta as tf.Tensor];
    const none = tf.tensor1d([]);
    const outputs = backend.executeMultipleOutputs(
      'FusedBatchNormV3',
      [...opAttrs, float('exponential_avg_factor', 1)],
      [x, scale, offset, none, none],
      6,
    );
    const [value, batchMean, batchVariance, reserve1, reserve2, reserve3] = outputs;
    mean = tf.keep(batchMean!);
    variance = tf.keep(batchVariance!);
    (save as tf.GradSaveFunc)([x, scale, reserve1!, reserve2!, reserve3!]);
    return {
      value: value!,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        backend.executeMultipleOutputs('FusedBatchNormGradV3', opAttrs, [dy, ...saved], 5).slice(0, 3),
    };
  });
  const value = fused(x, scale, offset) as tf.Tensor4D;
  return { value, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}

/**
 * Numbers in [0, 1) that depend on the seed alone.
 * On TensorFlow one stateless op, elsewhere plain ops (random.ts): the same seed gives other numbers there.
 * @param seed [2], int32
 */
export function seededUniform(shape: number[], seed: tf.Tensor1D): tf.Tensor {
  const backend = tensorFlowBackend();
  if (!backend) return plainSeededUniform(shape, seed);
  const { dtype } = attrs(backend);
  const { TF_FLOAT, TF_INT32 } = backend.binding;
  const opAttrs = [dtype('dtype', TF_FLOAT), dtype('T', TF_INT32), dtype('Tseed', TF_INT32)];
  return single(backend, 'StatelessRandomUniform', opAttrs, [tf.tensor1d(shape, 'int32'), seed]);
}
