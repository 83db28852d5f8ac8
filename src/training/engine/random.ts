import * as tf from '@tensorflow/tfjs-core';

/** Half a value: 12 bits, so that a product of two is below 2²⁴ and exact in float32 on every engine. */
const HALF = 4096;
/** Added to the key of each round, so that no two rounds are alike; any numbers below 4096 do. */
const ROUNDS = [2654, 1013, 3571, 409, 2203, 3037, 1627, 887] as const;
const BITS_IN_INT32 = 32;
const BITS_IN_HALF = 12;

/** x mod 4096, exact: dividing by a power of two rounds nothing. */
function low(x: tf.Tensor): tf.Tensor {
  return tf.sub(x, tf.mul(high(x), HALF));
}

function high(x: tf.Tensor): tf.Tensor {
  return tf.floor(tf.mul(x, 1 / HALF));
}

/** The bits of two int32 as six scalars below 4096. */
function keysOf(seed: tf.Tensor1D): tf.Tensor[] {
  const pieces: tf.Tensor[] = [];
  let rest: tf.Tensor = seed;
  for (let bits = BITS_IN_INT32; bits > 0; bits -= BITS_IN_HALF) {
    // Some engines divide int32 as float32; what that is off by ends up in the piece, and is carried over.
    const about = tf.floorDiv(rest, tf.scalar(HALF, 'int32'));
    const piece = tf.cast(tf.sub(rest, tf.mul(about, tf.scalar(HALF, 'int32'))), 'float32');
    pieces.push(...tf.unstack(low(piece)));
    rest = tf.add(about, tf.cast(high(piece), 'int32'));
  }
  return pieces;
}

/**
 * Numbers in [0, 1) that depend on the seed alone, of plain ops without reading a value, so that it runs on every
 * engine: element i is the i-th number of 24 bits after a Feistel network whose keys come from the seed. Each
 * number comes once; good for dropout, not for secrets.
 * @param seed [2], int32
 * @throws Error for more than 2²⁴ numbers
 */
export function plainSeededUniform(shape: number[], seed: tf.Tensor1D): tf.Tensor {
  const count = tf.util.sizeFromShape(shape);
  if (count > HALF * HALF) throw new Error(`${count} random numbers at once, at most ${HALF * HALF}`);
  // Inside customGrad nothing is taped, so that a gradient around it keeps none of the steps.
  const draw = tf.customGrad((seed) => {
    const keys = keysOf(seed as tf.Tensor1D);
    const index = tf.range(0, count, 1, 'float32');
    let [left, right] = [high(index), low(index)];
    ROUNDS.forEach((constant, round) => {
      const mixed = low(tf.add(right, tf.add(keys[round % keys.length]!, constant)));
      const product = tf.floor(tf.mul(tf.mul(mixed, mixed), 1 / 32));
      const next = low(tf.add(left, tf.add(product, tf.mul(mixed, 5))));
      left = right;
      right = next;
    });
    const value = tf.reshape(tf.mul(tf.add(tf.mul(left, HALF), right), 1 / (HALF * HALF)), shape);
    return { value, gradFunc: () => tf.zerosLike(seed as tf.Tensor) };
  });
  return draw(seed);
}
