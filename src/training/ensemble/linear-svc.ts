import type { LinearSolver } from './linear-model.ts';

export interface SvcProblem {
  /** [labels, width], standardized. */
  features: Float32Array;
  width: number;
  /** Class of each row, 0 … classes-1. */
  labels: ArrayLike<number>;
  classes: number;
}

export function createLinearSvc(_problem: SvcProblem): LinearSolver {
  throw new Error('under way');
}
