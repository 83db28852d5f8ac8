import type { Minimum, Point } from './newton.ts';

/** Hyperplanes over standardized features: margin or value = coefficients · x + intercept. */
export interface LinearModel {
  width: number;
  /** How many: one a class, 1 where there are two classes (above 0 is class 1), 1 for a value. */
  vectors: number;
  /** [vectors, width] */
  coefficients: Float64Array;
  /** [vectors] */
  intercepts: Float64Array;
  /** What was minimized, as it stands at the end: all vectors together. */
  objective: number;
}

/** Solves the same problem for one C after the other; each solution starts from the one before. */
export interface LinearSolver {
  /**
   * @param C above 0
   * @throws DemifaceError `interrupted` when the signal aborts
   */
  solve(C: number, signal?: AbortSignal): Promise<LinearModel>;
}

/**
 * Objectives are at most this share above the least one, by their duality gap. Values read are then good to about 1e-4 of
 * their spread; ten times the error would hardly take less time.
 */
export const TOLERANCE = 1e-7;

/** @param points one a vector */
export function linearModel(points: readonly Point[], minima: readonly Minimum[]): LinearModel {
  const width = points[0]!.w.length - 1;
  const coefficients = new Float64Array(points.length * width);
  points.forEach(({ w }, v) => coefficients.set(w.subarray(0, width), v * width));
  return {
    width,
    vectors: points.length,
    coefficients,
    intercepts: Float64Array.from(points, ({ w }) => w[width]!),
    objective: minima.reduce((sum, { objective }) => sum + objective, 0),
  };
}
