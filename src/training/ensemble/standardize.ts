import type { Rows } from '../mining/rows.ts';
import type { LinearModel } from './linear-model.ts';

/** x' = (x − mean) / std of each feature. */
export interface FeatureScale {
  mean: Float64Array;
  /** 1 for constant features. */
  std: Float64Array;
}

/** One dense layer over raw embeddings: outputs = x · kernel + bias. */
export interface DenseHead {
  outputs: number;
  /** [width, outputs] */
  kernel: Float32Array;
  /** [outputs] */
  bias: Float32Array;
}

export function featureScale(_rows: Rows): FeatureScale {
  throw new Error('under way');
}

/** @returns [rows, width] */
export function standardized(_rows: Rows, _scale: FeatureScale): Float32Array {
  throw new Error('under way');
}

export function fold(_model: LinearModel, _scale: FeatureScale): DenseHead {
  throw new Error('under way');
}
