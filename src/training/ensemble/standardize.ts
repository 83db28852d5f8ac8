import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Rows } from '../mining/rows.ts';
import type { LinearModel } from './linear-model.ts';

/** x' = (x − mean) / std of each feature. Ours: the paper names no scaling before its SVM; C means the same for all nets with it. */
export interface FeatureScale {
  mean: Float64Array;
  /** 1 for constant features. */
  std: Float64Array;
}

/** Rows that are looked at in one piece. */
const BLOCK = 1024;
/** A feature that varies less than this, beside its own mean or the liveliest feature, counts as constant. */
const CONSTANT = 1e-6;

/**
 * Mean and standard deviation (over n, not n − 1) of each feature, as scikit-learn's `StandardScaler`. Features that
 * hardly vary count as constant too: divided by next to nothing, they would rule any picture that moves them.
 * @throws DemifaceError `diverged` if a feature is no number
 */
export function featureScale(rows: Rows): FeatureScale {
  const mean = sums(rows, (value) => value).map((sum) => sum / rows.count);
  const bad = mean.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new DemifaceError('diverged', message('training.embeddingDiverged', { n: bad, mean: mean[bad]! }));
  const std = sums(rows, (value, j) => (value - mean[j]!) ** 2).map((sum) => Math.sqrt(sum / rows.count));
  const liveliest = std.reduce((a, b) => Math.max(a, b), 0);
  return {
    mean,
    std: std.map((value, j) => (value <= CONSTANT * Math.max(liveliest, Math.abs(mean[j]!)) ? 1 : value)),
  };
}

/** @returns [rows, width], standardized: all in memory */
export function standardized(rows: Rows, { mean, std }: FeatureScale): Float32Array {
  const { width } = rows;
  const out = new Float32Array(rows.count * width);
  eachBlock(rows, (values, from) => {
    const at = from * width;
    for (let i = 0; i < values.length; i++) {
      const j = i % width;
      out[at + i] = (values[i]! - mean[j]!) / std[j]!;
    }
  });
  return out;
}

/** One dense layer over raw embeddings: outputs = x · kernel + bias. */
export interface DenseHead {
  outputs: number;
  /** [width, outputs] */
  kernel: Float32Array;
  /** [outputs] */
  bias: Float32Array;
}

/**
 * Takes the scaling into the coefficients: w · (x − mean) / std + b = (w / std) · x + (b − w · mean / std).
 * @param outputs 2 makes two outputs of the one vector of two classes, −margin/2 and margin/2: the larger one is the
 * class, and their difference the margin
 */
export function fold(
  { width, vectors, coefficients, intercepts }: LinearModel,
  { mean, std }: FeatureScale,
  outputs = vectors,
): DenseHead {
  const kernel = new Float32Array(width * outputs);
  const bias = new Float32Array(outputs);
  for (let k = 0; k < outputs; k++) {
    const mirrored = outputs > vectors;
    const v = mirrored ? 0 : k;
    const factor = mirrored ? k - 0.5 : 1;
    let constant = intercepts[v]!;
    for (let j = 0; j < width; j++) {
      const weight = coefficients[v * width + j]! / std[j]!;
      constant -= weight * mean[j]!;
      kernel[j * outputs + k] = factor * weight;
    }
    bias[k] = factor * constant;
  }
  return { outputs, kernel, bias };
}

/** @returns [rows, outputs] */
export function headOutputs({ outputs, kernel, bias }: DenseHead, rows: Rows): Float32Array {
  const { width } = rows;
  const out = new Float32Array(rows.count * outputs);
  const sum = new Float64Array(outputs);
  eachBlock(rows, (values, from) => {
    for (let i = 0; i < values.length / width; i++) {
      sum.set(bias);
      for (let j = 0; j < width; j++) {
        const value = values[i * width + j]!;
        for (let k = 0; k < outputs; k++) sum[k]! += value * kernel[j * outputs + k]!;
      }
      out.set(sum, (from + i) * outputs);
    }
  });
  return out;
}

/** Σ over rows of a term of each feature's value. */
function sums(rows: Rows, term: (value: number, feature: number) => number): Float64Array {
  const { width } = rows;
  const totals = new Float64Array(width);
  eachBlock(rows, (values) => {
    for (let at = 0; at < values.length; at += width)
      for (let j = 0; j < width; j++) totals[j]! += term(values[at + j]!, j);
  });
  return totals;
}

function eachBlock(rows: Rows, take: (values: Float32Array, from: number) => void): void {
  for (let from = 0; from < rows.count; from += BLOCK)
    take(rows.read(from, Math.min(BLOCK, rows.count - from)), from);
}
