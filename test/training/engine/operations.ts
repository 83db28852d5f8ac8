import { crossEntropy } from '../../../src/training/losses/cross-entropy.ts';
import { hint } from '../../../src/training/losses/hint.ts';
import { meanAbsoluteError } from '../../../src/training/losses/mean-absolute-error.ts';
import { softTargets } from '../../../src/training/losses/soft-targets.ts';
import { tripletLoss } from '../../../src/training/losses/triplet.ts';
import { batchNormTraining, biasAdd, relu, tf } from '../../../src/training/engine/tf.ts';
import type { Values, Window } from './references.ts';
import {
  batchNormalization,
  convolution,
  maxPool,
  product,
  responseNormalization,
  sizeOf,
} from './references.ts';

/** One operation of training beside its definition. All inputs and outputs are flat in the definition. */
export interface Operation {
  name: string;
  shapes: readonly (readonly number[])[];
  /** Moves the sample values, e.g. below 0. */
  shift?: number;
  run: (...inputs: tf.Tensor[]) => tf.Tensor;
  define: (...inputs: Values[]) => Values;
}

type Shape4D = readonly [number, number, number, number];

function conv(shape: Shape4D, filters: number, window: Window): Operation {
  const { size, stride, pad } = window;
  return {
    name: `convolution ${shape.join('x')}, ${size}x${size}, stride ${stride}, ${pad}`,
    shapes: [shape, [size, size, shape[3], filters]],
    run: (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
    define: (x, filter) => convolution(x, shape, filter, filters, window),
  };
}

function pool(shape: Shape4D, window: Window, shift: number): Operation {
  const { size, stride, pad } = window;
  return {
    name: `max pool ${shape.join('x')}, ${size}x${size}, stride ${stride}, ${pad}${shift < 0 ? ', all below 0' : ''}`,
    shapes: [shape],
    shift,
    run: (x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad),
    define: (x) => maxPool(x, shape, window),
  };
}

const NORMALIZATION = { radius: 2, bias: 2, alpha: 1e-1, beta: 0.75 };

const PICTURES = [2, 3, 4, 5] as const;
const perChannel = (combine: (x: number, b: number) => number) => (x: Values, b: Values) =>
  x.map((value, i) => combine(value, b[i % b.length]!));

function logSoftmax(x: Values, width: number): Values {
  return x.map((value, i) => {
    const row = x.subarray(i - (i % width), i - (i % width) + width);
    return value - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0));
  });
}

/** Zeros of one place around height and width. */
function padded(x: Values, [n, h, w, c]: Shape4D): Values {
  const out = new Float64Array(n * (h + 2) * (w + 2) * c);
  x.forEach((value, i) => {
    const [channel, column] = [i % c, Math.floor(i / c) % w];
    const [row, picture] = [Math.floor(i / (c * w)) % h, Math.floor(i / (c * w * h))];
    out[((picture * (h + 2) + row + 1) * (w + 2) + column + 1) * c + channel] = value;
  });
  return out;
}

const SHARES = Float64Array.from([1, 0, 0, 0.25, 0.5, 0.25]);
const SOFTENED = Float64Array.from([0.7, 0.2, 0.1, 0.25, 0.5, 0.25]);
const ROWS = [2, 0, 2, 2];

/** What the nets and losses are made of. */
export const OPERATIONS: readonly Operation[] = [
  conv([2, 6, 5, 3], 4, { size: 3, stride: 1, pad: 'same' }),
  conv([2, 6, 5, 3], 4, { size: 3, stride: 1, pad: 'valid' }),
  conv([2, 7, 6, 3], 4, { size: 3, stride: 2, pad: 'same' }),
  conv([2, 6, 6, 2], 3, { size: 3, stride: 2, pad: 'same' }),
  conv([2, 8, 7, 2], 3, { size: 3, stride: 2, pad: 'valid' }),
  conv([2, 6, 6, 3], 4, { size: 1, stride: 1, pad: 'same' }),
  conv([2, 6, 6, 3], 4, { size: 1, stride: 2, pad: 'same' }),
  conv([1, 9, 9, 2], 2, { size: 7, stride: 2, pad: 'valid' }),
  conv([1, 16, 15, 2], 2, { size: 11, stride: 4, pad: 'valid' }),
  conv([1, 5, 5, 2], 2, { size: 5, stride: 1, pad: 'same' }),
  ...[0, -3].flatMap((shift) => [
    pool([2, 6, 6, 3], { size: 2, stride: 2, pad: 'same' }, shift),
    pool([2, 7, 5, 3], { size: 3, stride: 2, pad: 'valid' }, shift),
    pool([2, 6, 6, 3], { size: 3, stride: 2, pad: 'same' }, shift),
  ]),
  {
    name: 'relu',
    shapes: [PICTURES],
    run: (x) => relu(x),
    define: (x) => x.map((value) => Math.max(0, value)),
  },
  {
    name: 'biasAdd of pictures',
    shapes: [PICTURES, [5]],
    run: (x, b) => biasAdd(x, b as tf.Tensor1D),
    define: perChannel((x, b) => x + b),
  },
  {
    name: 'batch normalization',
    shapes: [PICTURES, [5], [5]],
    run: (x, scale, offset) => {
      const { value, mean, variance } = batchNormTraining(
        x as tf.Tensor4D,
        scale as tf.Tensor1D,
        offset as tf.Tensor1D,
        1e-3,
      );
      tf.dispose([mean, variance]);
      return value;
    },
    define: (x, scale, offset) => batchNormalization(x, scale, offset, 1e-3),
  },
  {
    name: 'local response normalization',
    shapes: [[1, 2, 3, 7]],
    run: (x) => {
      const { radius, bias, alpha, beta } = NORMALIZATION;
      return tf.localResponseNormalization(x as tf.Tensor4D, radius, bias, alpha, beta);
    },
    define: (x) => responseNormalization(x, 7, NORMALIZATION),
  },
  {
    name: 'pad',
    shapes: [PICTURES],
    run: (x) => {
      const sides = [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ];
      return tf.pad4d(
        x as tf.Tensor4D,
        sides as [[number, number], [number, number], [number, number], [number, number]],
      );
    },
    define: (x) => padded(x, PICTURES),
  },
  {
    name: 'mean over places',
    shapes: [PICTURES],
    run: (x) => tf.mean(x, [1, 2]),
    define: (x) => {
      const out = new Float64Array(2 * 5);
      x.forEach((value, i) => (out[Math.floor(i / 60) * 5 + (i % 5)]! += value / 12));
      return out;
    },
  },
  {
    name: 'dense layer',
    shapes: [[3, 6], [6, 4], [4]],
    run: (x, kernel, bias) =>
      biasAdd(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias as tf.Tensor1D),
    define: (x, kernel, bias) => perChannel((a, b) => a + b)(product(x, kernel, [3, 6, 4]), bias),
  },
  {
    name: 'cross-entropy',
    shapes: [[2, 3]],
    run: (x) => crossEntropy(x as tf.Tensor2D, tf.tensor2d([...SHARES], [2, 3])),
    define: (x) => {
      const logs = logSoftmax(x, 3);
      return Float64Array.of(-SHARES.reduce((sum, share, i) => sum + share * logs[i]!, 0) / 2);
    },
  },
  {
    name: 'mean absolute error',
    shapes: [
      [4, 1],
      [4, 1],
    ],
    run: (a, b) => meanAbsoluteError(a as tf.Tensor2D, b as tf.Tensor2D),
    define: (a, b) => Float64Array.of(a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!) / 4, 0)),
  },
  {
    name: 'soft targets',
    shapes: [[2, 3]],
    run: (x) => softTargets(x as tf.Tensor2D, tf.log(tf.tensor2d([...SOFTENED], [2, 3])), 2),
    define: (x) => {
      const logs = logSoftmax(
        x.map((value) => value / 2),
        3,
      );
      // softmax(ln p / τ) is p^(1/τ), made to sum to 1.
      const roots = SOFTENED.map(Math.sqrt);
      const sumOf = (i: number) => roots.subarray(i - (i % 3), i - (i % 3) + 3).reduce((a, b) => a + b);
      return Float64Array.of(-2 * logs.reduce((sum, log, i) => sum + (roots[i]! / sumOf(i)) * log, 0));
    },
  },
  {
    name: 'hint',
    shapes: [[2, 3]],
    run: (x) => hint(x as tf.Tensor2D, tf.tensor2d([...SOFTENED], [2, 3])),
    define: (x) => Float64Array.of(x.reduce((sum, h, i) => sum + Math.abs(SOFTENED[i]! - h) / 2, 0)),
  },
  {
    name: 'triplet loss',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    run: (a, n) =>
      tripletLoss(
        {
          anchors: a as tf.Tensor2D,
          positives: tf.tensor2d([...SOFTENED], [2, 3]),
          negatives: n as tf.Tensor2D,
          present: tf.tensor2d([1, 0], [2, 1]),
        },
        10,
      ),
    define: (a, n) => {
      const squared = (b: Values) => [0, 1, 2].reduce((sum, k) => sum + (a[k]! - b[k]!) ** 2, 0);
      return Float64Array.of((squared(SOFTENED) - squared(n) + 10) / 2);
    },
  },
  {
    name: 'gather, whose gradient adds up rows',
    shapes: [[3, 4]],
    run: (x) => tf.gather(x, tf.tensor1d(ROWS, 'int32')),
    define: (x) => Float64Array.from(ROWS.flatMap((row) => [...x.subarray(row * 4, row * 4 + 4)])),
  },
  {
    name: 'square root, quotient and square (Adam)',
    shapes: [PICTURES, [5]],
    shift: 2,
    run: (x, b) => tf.div(tf.square(x), tf.add(tf.sqrt(b), 1e-3)),
    define: perChannel((x, b) => x ** 2 / (Math.sqrt(b) + 1e-3)),
  },
];

export function outputSize(operation: Operation): number {
  return operation.define(...operation.shapes.map((shape) => new Float64Array(sizeOf(shape)).fill(1))).length;
}
