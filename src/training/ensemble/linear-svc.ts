import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Design } from './design.ts';
import type { LinearModel, LinearSolver } from './linear-model.ts';
import { linearModel, TOLERANCE } from './linear-model.ts';
import { minimize } from './newton.ts';
import type { Loss, Minimum, Point } from './newton.ts';

export interface SvcProblem {
  /** [labels, width], standardized. */
  features: Float32Array;
  width: number;
  /** Class of each row, 0 … classes-1. */
  labels: ArrayLike<number>;
  classes: number;
}

/** By how much a class without rows lies below the largest class, everywhere. */
const BELOW = 10;

/**
 * Linear support vector machines, one a class against the rest, as scikit-learn's `LinearSVC` with its defaults
 * (LIBLINEAR, Fan et al. 2008): each vector w minimizes
 *
 *     ½‖w‖² + C · Σ max(0, 1 − y·(w · x))²,   y = 1 for rows of the class, −1 for all others,
 *
 * where x ends in a constant 1, whose weight is the intercept; it is held small as all weights are. Two classes have
 * one vector; above 0 is class 1. A class with one row is learned like any other. A class without rows copies the
 * vector of the largest class, lowered, so that it never wins and takes next to nothing of the probabilities.
 * @throws DemifaceError `mismatch` if fewer than two classes have rows or a label is no class
 */
export function createLinearSvc({ features, width, labels, classes }: SvcProblem): LinearSolver {
  const counts = classCounts(labels, classes);
  const design: Design = { features, width, rows: labels.length };
  const learned = classes === 2 ? [1] : counts.flatMap((count, k) => (count > 0 ? [k] : []));
  const searches = learned.map((k) => ({
    signs: Float64Array.from(labels, (label) => (label === k ? 1 : -1)),
    point: { w: new Float64Array(width + 1), z: new Float64Array(labels.length) },
  }));
  const largest = counts.indexOf(Math.max(...counts));
  const pointOf = (k: number): Point => searches[learned.indexOf(k)]?.point ?? below(pointOf(largest));
  return {
    async solve(C, signal): Promise<LinearModel> {
      const minima: Minimum[] = [];
      for (const { signs, point } of searches)
        minima.push(await minimize(design, squaredHinge(signs, C), point, TOLERANCE, signal));
      const points = classes === 2 ? [pointOf(1)] : counts.map((_, k) => pointOf(k));
      return linearModel(points, minima);
    },
  };
}

/**
 * How many rows each class has.
 * @throws DemifaceError `mismatch` if fewer than two classes have any or a label is no class
 */
export function classCounts(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (counts[label] === undefined)
      throw new DemifaceError(
        'mismatch',
        message('training.classOfRow', { label, row: i, last: classes - 1 }),
      );
    counts[label]++;
  }
  const found = counts.filter((count) => count > 0).length;
  if (found < 2) throw new DemifaceError('mismatch', message('training.fewClasses', { found, classes }));
  return counts;
}

function below({ w, z }: Point): Point {
  return { w: w.with(-1, w.at(-1)! - BELOW), z };
}

/** C · max(0, 1 − y·z)² */
function squaredHinge(signs: Float64Array, C: number): Loss {
  const missing = (row: number, z: number) => Math.max(0, 1 - signs[row]! * z);
  return {
    value: (row, z) => C * missing(row, z) ** 2,
    slope: (row, z) => -2 * C * signs[row]! * missing(row, z),
    isActive: (row, z) => missing(row, z) > 0,
    curvature: 2 * C,
  };
}
