import { preconditioner } from './curvature.ts';
import type { Preconditioner } from './curvature.ts';
import { addRows, dot, rowsTimes } from './design.ts';
import type { Design } from './design.ts';
import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';

/** Convex, of a row's product z = x · w: a parabola where a row is active, a straight line elsewhere. */
export interface Loss {
  value(row: number, z: number): number;
  slope(row: number, z: number): number;
  isActive(row: number, z: number): boolean;
  /** Of every active row: the second derivative. */
  curvature: number;
}

/** Where a search stands; `minimize` moves it. */
export interface Point {
  /** [width + 1], the intercept last. */
  w: Float64Array;
  /** x · w of every row. */
  z: Float64Array;
}

export interface Minimum {
  objective: number;
  /** By how much the objective is above the least one at most. */
  gap: number;
}

/** Conjugate gradients stop when what is left has shrunk by this. */
const RESIDUAL = 1e-2;
/** A preconditioner that took more steps than this is made anew. */
const MANY_STEPS = 12;
const MAX_STEPS = 500;

/**
 * Finds the least ½‖w‖² + Σ loss(x · w), by Newton's method with an exact line search (Mangasarian 2002; Keerthi and
 * DeCoste 2005): as the loss is made of parabolas, it ends in finitely many steps. All is computed in 64 bits over the
 * rows that matter, but for the preconditioner of the linear systems. The objective being strongly convex and its
 * slopes being a feasible dual point, the duality gap is ½‖gradient‖².
 * @param tolerance of the gap, as a share of the objective
 * @throws DemifaceError `interrupted` when the signal aborts; the point is then left where it stands
 */
export async function minimize(
  design: Design,
  loss: Loss,
  point: Point,
  tolerance: number,
  signal?: AbortSignal,
): Promise<Minimum> {
  const { w, z } = point;
  const all = Int32Array.from(z.keys());
  let toNewton: Preconditioner | undefined;
  let before = Infinity;
  for (;;) {
    await yieldToEventLoop(signal);
    const { objective, gradient, active } = lookAround(design, loss, point);
    const gap = dot(gradient, gradient) / 2;
    if (gap <= tolerance * objective || !(objective < before)) return { objective, gap };
    before = objective;
    toNewton ??= await preconditioner(design, active, loss.curvature, signal);
    const { direction, steps } = await newtonDirection(
      { design, active, curvature: loss.curvature },
      gradient,
      toNewton,
      signal,
    );
    if (steps > MANY_STEPS) toNewton = undefined;
    const zStep = rowsTimes(design, all, direction);
    const length = lineSearch(loss, point, direction, zStep);
    for (let j = 0; j < w.length; j++) w[j]! += length * direction[j]!;
    for (let i = 0; i < z.length; i++) z[i]! += length * zStep[i]!;
  }
}

function lookAround(design: Design, loss: Loss, { w, z }: Point) {
  const gradient = w.slice();
  let objective = dot(w, w) / 2;
  const rows = new Int32Array(z.length);
  const slopes = new Float64Array(z.length);
  const active = new Int32Array(z.length);
  let [sloping, parabolic] = [0, 0];
  for (let i = 0; i < z.length; i++) {
    objective += loss.value(i, z[i]!);
    const slope = loss.slope(i, z[i]!);
    if (slope !== 0) {
      rows[sloping] = i;
      slopes[sloping++] = slope;
    }
    if (loss.isActive(i, z[i]!)) active[parabolic++] = i;
  }
  addRows(design, rows.subarray(0, sloping), slopes, gradient);
  return { objective, gradient, active: active.subarray(0, parabolic) };
}

/**
 * Solves (I + c·AᵀA)·direction = −gradient nearly, by preconditioned conjugate gradients. Of rows that are nearly
 * dependent, the preconditioner's 32 bits may leave it indefinite: where it does not lead downhill, it is left out.
 */
async function newtonDirection(
  { design, active, curvature }: { design: Design; active: Int32Array; curvature: number },
  gradient: Float64Array,
  toNewton: Preconditioner,
  signal: AbortSignal | undefined,
): Promise<{ direction: Float64Array; steps: number }> {
  const direction = new Float64Array(gradient.length);
  const residual = gradient.map((value) => -value);
  const leadsDown = dot(residual, toNewton(residual)) > 0;
  const precondition: Preconditioner = leadsDown ? toNewton : (v) => v.slice();
  let towards = precondition(residual);
  const conjugate = towards.slice();
  let left = dot(residual, towards);
  const enough = RESIDUAL ** 2 * left;
  let steps = 0;
  for (; left > enough && steps < MAX_STEPS; steps++) {
    await yieldToEventLoop(signal);
    const curved = conjugate.slice();
    const products = rowsTimes(design, active, conjugate).map((product) => curvature * product);
    addRows(design, active, products, curved);
    const length = left / dot(conjugate, curved);
    for (let j = 0; j < direction.length; j++) {
      direction[j]! += length * conjugate[j]!;
      residual[j]! -= length * curved[j]!;
    }
    towards = precondition(residual);
    const next = dot(residual, towards);
    for (let j = 0; j < direction.length; j++) conjugate[j] = towards[j]! + (next / left) * conjugate[j]!;
    left = next;
  }
  return { direction, steps };
}

/** Halving the bounds so often leaves nothing between them. */
const MAX_TRIES = 100;

/** The length at which the objective along the direction is least: Newton's method on its slope, kept in bounds. */
function lineSearch(loss: Loss, { w, z }: Point, direction: Float64Array, zStep: Float64Array): number {
  const [along, square] = [dot(w, direction), dot(direction, direction)];
  let [low, high, length] = [0, Infinity, 1];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    let first = along + length * square;
    let second = square;
    for (let i = 0; i < z.length; i++) {
      const at = z[i]! + length * zStep[i]!;
      first += loss.slope(i, at) * zStep[i]!;
      if (loss.isActive(i, at)) second += loss.curvature * zStep[i]! * zStep[i]!;
    }
    if (first > 0) high = length;
    else low = length;
    const newton = length - first / second;
    const inBounds = newton > low && newton < high;
    const next = inBounds ? newton : high === Infinity ? 2 * length : (low + high) / 2;
    if (Math.abs(next - length) <= 1e-6 * length) return next;
    length = next;
  }
  return length;
}
