import { planArchitecture } from '../models/architecture.ts';
import type { Architecture, Layer, Model } from '../models/index.ts';
import { tf } from '../engine/tf.ts';

export interface GradCamOptions {
  /** Output that is explained, the same for all pictures; each picture's highest one if left out. */
  chosen?: number | undefined;
  /** The model's outputs are those of the picture and of its mirror image, averaged. */
  flip?: boolean;
}

export interface GradCam {
  /** [batch, height, width] at the size of the last convolution, not negative. */
  heat: tf.Tensor3D;
  /** [batch, head width], pre-softmax, mirror images averaged in. */
  outputs: tf.Tensor2D;
  /** [batch], int32: which output was explained. */
  chosen: tf.Tensor1D;
}

/**
 * Grad-CAM (Selvaraju et al. 2017, Eq. 1 and 2): L = ReLU(Σ_k α_k · A^k), where α_k is the mean over all positions
 * of ∂y/∂A^k, y the pre-softmax score of one class or, for age, the output itself, and A the last convolution's
 * activations. In inference mode: moving averages, no dropout. The maps of an ensemble's branches, and of the mirror
 * image, are added before the ReLU, which is Grad-CAM over all their channels.
 * @param pictures [batch, size, size, 3] in the network's range
 * @returns tensors that the caller disposes
 */
export function gradCam(
  model: Model,
  pictures: tf.Tensor4D,
  { chosen, flip = false }: GradCamOptions = {},
): GradCam {
  return tf.tidy(() => {
    const { lastConv, output } = model.architecture.taps;
    const views = flip ? tf.concat([pictures, tf.reverse(pictures, 2)], 0) : pictures;
    const [scores, ...activations] = model.forward(views, { taps: [output, ...lastConv] });
    const outputs = (flip ? meanOfViews(scores as tf.Tensor2D) : scores) as tf.Tensor2D;
    const [batch, width] = outputs.shape;
    const explained: tf.Tensor1D =
      chosen === undefined ? tf.argMax(outputs, 1) : tf.fill([batch], chosen, 'int32');
    const one = width === 1 ? tf.ones([batch, 1]) : tf.oneHot(explained, width);
    const mask = tf.tile(one, [flip ? 2 : 1, 1]);
    // A picture's score hangs on its own activations alone, so the gradient of the sum holds each one's.
    const score = (...known: tf.Tensor[]): tf.Scalar => {
      const given = new Map(lastConv.map((name, i) => [name, known[i]!]));
      const [tail] = model.forward(views, { given, taps: [output] });
      return tf.sum(tf.mul(tail!, mask));
    };
    const gradients = tf.grads(score)(activations);
    const maps = activations.map((activation, i) =>
      tf.sum<tf.Tensor3D>(tf.mul(activation, tf.mean(gradients[i]!, [1, 2], true)), 3),
    );
    const map = maps.reduce((sum, other) => tf.add(sum, other));
    return { heat: tf.relu(flip ? meanOfViews(map, 2) : map), outputs, chosen: explained };
  });
}

/** The first half of a batch with the second, its mirror images: those are turned back along `axis`. */
function meanOfViews<T extends tf.Tensor>(views: T, axis?: number): T {
  const [plain, mirrored] = tf.split(views, 2, 0) as [T, T];
  return tf.div(tf.add(plain, axis === undefined ? mirrored : tf.reverse(mirrored, axis)), 2);
}

/**
 * Heat at the size of a picture, between the centers of the last convolution's squares in straight lines; none on rows
 * that the network does not look at.
 * @param heat [batch, height, width]
 * @returns [batch, size, size]; the caller disposes
 */
export function enlargeHeat(
  heat: tf.Tensor3D,
  size: number,
  { layers, inputSize }: Architecture,
): tf.Tensor3D {
  const crop = layers.find(({ op }) => op === 'crop') as Extract<Layer, { op: 'crop' }> | undefined;
  const at = (row: number) => Math.round((row * size) / inputSize);
  const [from, to] = crop ? [at(crop.top), at(crop.top + crop.rows)] : [0, size];
  return tf.tidy(() => {
    // Not expandDims: tfjs-node runs it without its type, which a recorded step cannot do without.
    const channel = tf.reshape<tf.Rank.R4>(heat, [...heat.shape, 1]);
    const large = tf.image.resizeBilinear(channel, [to - from, size], false, true);
    return tf.pad(tf.squeeze<tf.Tensor3D>(large, [3]), [
      [0, 0],
      [from, size - to],
      [0, 0],
    ]);
  });
}

/** Squares in which heat is known, from left to right and from top to bottom of what the network looks at. */
export interface HeatSquares {
  across: number;
  down: number;
}

/** Heat is known no finer than the last convolution. */
export function heatSquares(architecture: Architecture): HeatSquares {
  const [lastConv] = architecture.taps.lastConv;
  const { shape } = planArchitecture(architecture).find(({ layer }) => layer.name === lastConv)!;
  return { across: shape[1]!, down: shape[0]! };
}
