/** Hyperplanes over standardized features: margin or value = coefficients · x + intercept. */
export interface LinearModel {
  width: number;
  /** How many: one a class, 1 where there are two classes (above 0 is class 1), 1 for a value. */
  vectors: number;
  /** [vectors, width] */
  coefficients: Float64Array;
  /** [vectors] */
  intercepts: Float64Array;
  /** What was minimized, as it stands at the end, [vectors]. */
  objectives: Float64Array;
}

/** Solves the same problem for one C after the other; each solution starts from the one before. */
export interface LinearSolver {
  /**
   * @throws DemifaceError `interrupted` when the signal aborts
   */
  solve(C: number, signal?: AbortSignal): Promise<LinearModel>;
  dispose(): void;
}
