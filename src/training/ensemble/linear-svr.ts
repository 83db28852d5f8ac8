import type { LinearSolver } from './linear-model.ts';

export interface SvrProblem {
  /** [targets, width], standardized. */
  features: Float32Array;
  width: number;
  targets: ArrayLike<number>;
}

export function createLinearSvr(_problem: SvrProblem): LinearSolver {
  throw new Error('under way');
}
