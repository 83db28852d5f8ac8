import { dot } from './design.ts';
import type { Design } from './design.ts';
import type { LinearModel, LinearSolver } from './linear-model.ts';
import { linearModel, TOLERANCE } from './linear-model.ts';
import { minimize } from './newton.ts';
import type { Loss, Point } from './newton.ts';

export interface SvrProblem {
  /** [targets, width], standardized. */
  features: Float32Array;
  width: number;
  targets: ArrayLike<number>;
}

/** Width of the first parabola in the middle of |error|, as a share of the mean |target|. */
const FIRST_WIDTH = 0.1;
/** Each round's parabola is narrower than the one before by this factor. */
const NARROWER = 4;
/** A width this small a share of the targets is at the end of what 64 bits tell apart. */
const LAST_WIDTH = 1e-10;

/**
 * Linear support vector regression as scikit-learn's `LinearSVR` with its defaults (LIBLINEAR, Ho and Lin 2012; ε = 0,
 * so that it is L1 regression with small weights): w minimizes
 *
 *     ½‖w‖² + C · Σ |w · x − target|,
 *
 * where x ends in a constant 1, whose weight is the intercept. The corner of |error| is rounded by a parabola of width
 * δ (Huber's loss) and narrowed round by round (Madsen and Nielsen 1993). Each round's slopes β, −C ≤ β ≤ C, shift the
 * next round's targets by δ·β/C: the method of multipliers (Rockafellar 1976), which reaches the corner itself long
 * before δ is small. β is a feasible dual point, so the gap to the least objective is known:
 * ½‖w + Σ β·x‖² + Σ (C·|error| − β·error). β, scaled, and δ serve the next C.
 */
export function createLinearSvr({ features, width, targets }: SvrProblem): LinearSolver {
  const rows = targets.length;
  const design: Design = { features, width, rows };
  const point: Point = { w: new Float64Array(width + 1), z: new Float64Array(rows) };
  /** β / C */
  const pull = new Float64Array(rows);
  const size = meanSize(targets);
  let delta = FIRST_WIDTH * size;
  return {
    async solve(C, signal): Promise<LinearModel> {
      for (;;) {
        const loss = huber(
          pull.map((value, i) => targets[i]! - delta * value),
          C,
          delta,
        );
        const smooth = await minimize(design, loss, point, TOLERANCE / 10, signal);
        let objective = dot(point.w, point.w) / 2;
        let gap = smooth.gap;
        for (let i = 0; i < rows; i++) {
          const error = point.z[i]! - targets[i]!;
          pull[i] = loss.slope(i, point.z[i]!) / C;
          objective += C * Math.abs(error);
          gap += C * (Math.abs(error) - pull[i]! * error);
        }
        if (gap <= TOLERANCE * objective || delta < LAST_WIDTH * size)
          return linearModel([point], [{ objective, gap }]);
        delta /= NARROWER;
      }
    },
  };
}

/** C · |error|, but C · error² / 2δ (lifted to meet it) where |error| < δ. Huber 1964. */
function huber(targets: Float64Array, C: number, delta: number): Loss {
  return {
    value(row, z) {
      const size = Math.abs(z - targets[row]!);
      return size < delta ? (C * size * size) / (2 * delta) : C * (size - delta / 2);
    },
    slope: (row, z) => C * Math.max(-1, Math.min(1, (z - targets[row]!) / delta)),
    isActive: (row, z) => Math.abs(z - targets[row]!) < delta,
    curvature: C / delta,
  };
}

/** Mean |value|, 1 where all are 0. */
function meanSize(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.abs(values[i]!);
  return total / values.length || 1;
}
