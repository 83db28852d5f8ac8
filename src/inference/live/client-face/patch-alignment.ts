/** Side of the patches, in pixels. */
export const PATCH = 48;
/** Cells of the coarse search, in pixels; cells by which the face may have moved, three eighths of the patch. */
const CELL = 3;
const CELLS = PATCH / CELL;
const REACH = 6;
/** Steps of the fine search, and the shift in pixels with which it ends. */
const STEPS = 8;
const SETTLED = 0.04;
/** Shift across and down, an affine change, brightness. */
const PARAMETERS = 7;
/** What a residual changes by with each of them, and the residual. */
const SLOPES = PARAMETERS + 1;
/** Half a patch, so that all parameters of the change move its border by pixels. */
const HALF = PATCH / 2;

/** A patch, moved onto another one. */
export interface AlignedPatch {
  readonly gray: Float32Array;
  /** 1 where it shows something. */
  readonly inside: Uint8Array;
}

/**
 * Moves a patch of gray levels onto another one of the same face, however the head or its box has moved, turned or grown: a
 * search by cells, then Gauss-Newton steps over an affine change and brightness (Lucas and Kanade 1981, Baker and Matthews 2004).
 * Each pixel weighs less the less it fits, so a mouth that moves by itself does not take the alignment along.
 * @param isFace 1 for the pixels that are to fit
 */
export function alignPatch(to: Float32Array, from: Float32Array, isFace: Uint8Array): AlignedPatch {
  const { across, down } = slopes(to);
  const change = Float64Array.from([...coarseShift(to, from), 0, 0, 0, 0, 0]);
  for (let step = 0; step < STEPS; step++) {
    const by = stepOf(to, across, down, isFace, warp(from, change));
    for (let k = 0; k < PARAMETERS; k++) change[k]! += by[k]!;
    if (Math.max(Math.abs(by[0]!), Math.abs(by[1]!)) < SETTLED) break;
  }
  return warp(from, change);
}

/** Differences of the gray levels on both sides of each pixel, a pixel apart. */
export function slopes(gray: Float32Array): { across: Float32Array; down: Float32Array } {
  const [across, down] = [new Float32Array(gray.length), new Float32Array(gray.length)];
  for (let y = 0; y < PATCH; y++)
    for (let x = 0; x < PATCH; x++) {
      const [left, right] = [Math.max(0, x - 1), Math.min(PATCH - 1, x + 1)];
      const [above, below] = [Math.max(0, y - 1), Math.min(PATCH - 1, y + 1)];
      const row = y * PATCH;
      across[row + x] = (gray[row + right]! - gray[row + left]!) / (right - left);
      down[row + x] = (gray[below * PATCH + x]! - gray[above * PATCH + x]!) / (below - above);
    }
  return { across, down };
}

function coarseShift(to: Float32Array, from: Float32Array): [x: number, y: number] {
  const [a, b] = [cellsOf(to), cellsOf(from)];
  let best = { cost: Infinity, x: 0, y: 0 };
  for (let y = -REACH; y <= REACH; y++)
    for (let x = -REACH; x <= REACH; x++) {
      const cost = costOf(a, b, x, y);
      if (cost < best.cost) best = { cost, x, y };
    }
  return [CELL * best.x, CELL * best.y];
}

/** Mean difference of what both show, apart from brightness. */
function costOf(a: Float32Array, b: Float32Array, dx: number, dy: number): number {
  const [top, bottom] = [Math.max(0, -dy), Math.min(CELLS, CELLS - dy)];
  const [left, right] = [Math.max(0, -dx), Math.min(CELLS, CELLS - dx)];
  const n = (bottom - top) * (right - left);
  const shift = dy * CELLS + dx;
  let mean = 0;
  for (let y = top; y < bottom; y++)
    for (let i = y * CELLS + left; i < y * CELLS + right; i++) mean += (a[i]! - b[i + shift]!) / n;
  let cost = 0;
  for (let y = top; y < bottom; y++)
    for (let i = y * CELLS + left; i < y * CELLS + right; i++) cost += Math.abs(a[i]! - b[i + shift]! - mean);
  return cost / n;
}

function cellsOf(gray: Float32Array): Float32Array {
  const cells = new Float32Array(CELLS * CELLS);
  gray.forEach((value, i) => {
    const [x, y] = [i % PATCH, Math.floor(i / PATCH)];
    cells[Math.floor(y / CELL) * CELLS + Math.floor(x / CELL)]! += value / CELL ** 2;
  });
  return cells;
}

/** Bilinear. @param change as `PARAMETERS` lists them */
function warp(from: Float32Array, change: Float64Array): AlignedPatch {
  const [dx, dy, a, b, c, d, light] = change as unknown as number[];
  const [gray, inside] = [new Float32Array(from.length), new Uint8Array(from.length)];
  for (let y = 0; y < PATCH; y++)
    for (let x = 0; x < PATCH; x++) {
      const [u, v] = [x - HALF + 0.5, y - HALF + 0.5];
      const [fromX, fromY] = [x + dx! + a! * u + b! * v, y + dy! + c! * u + d! * v];
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (!(left >= 0 && top >= 0 && left < PATCH - 1 && top < PATCH - 1)) continue;
      const at = top * PATCH + left;
      const [s, t] = [fromX - left, fromY - top];
      const above = (1 - s) * from[at]! + s * from[at + 1]!;
      const below = (1 - s) * from[at + PATCH]! + s * from[at + PATCH + 1]!;
      gray[y * PATCH + x] = (1 - t) * above + t * below + light!;
      inside[y * PATCH + x] = 1;
    }
  return { gray, inside };
}

/** One Gauss-Newton step, by Cauchy weights on the residuals. */
function stepOf(
  to: Float32Array,
  across: Float32Array,
  down: Float32Array,
  isFace: Uint8Array,
  { gray, inside }: AlignedPatch,
): Float64Array {
  const off = new Float32Array(to.length);
  let n = 0;
  const sizes = new Float32Array(to.length);
  for (let i = 0; i < to.length; i++) {
    off[i] = to[i]! - gray[i]!;
    if (inside[i] === 1 && isFace[i] === 1) sizes[n++] = Math.abs(off[i]!);
  }
  if (n < PARAMETERS) return new Float64Array(PARAMETERS);
  sizes.subarray(0, n).sort();
  const scale = 2 * (1.48 * sizes[n >> 1]! + 1);
  const sums = new Float64Array(PARAMETERS * SLOPES);
  const slope = new Float64Array(SLOPES);
  for (let i = 0; i < to.length; i++) {
    if (inside[i] === 0 || isFace[i] === 0) continue;
    const [u, v] = [(i % PATCH) - HALF + 0.5, Math.floor(i / PATCH) - HALF + 0.5];
    const [gx, gy] = [across[i]!, down[i]!];
    slope[0] = gx;
    slope[1] = gy;
    slope[2] = gx * u;
    slope[3] = gx * v;
    slope[4] = gy * u;
    slope[5] = gy * v;
    slope[6] = 1;
    slope[7] = off[i]!;
    const weight = 1 / (1 + (off[i]! / scale) ** 2);
    for (let k = 0; k < PARAMETERS; k++) {
      const weighted = weight * slope[k]!;
      for (let l = k; l < SLOPES; l++) sums[k * SLOPES + l]! += weighted * slope[l]!;
    }
  }
  const normal = Array.from({ length: PARAMETERS }, (_, k) => sums.slice(k * SLOPES, (k + 1) * SLOPES));
  return solve(normal);
}

/** By Gaussian elimination. @param rows the upper triangle of a symmetric matrix, and beside it the right side; overwritten */
function solve(rows: Float64Array[]): Float64Array {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    rows[k]![k]! += 1e-3; // A patch without any contrast.
    for (let l = 0; l < k; l++) rows[k]![l] = rows[l]![k]!;
  }
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let l = k; l <= n; l++) rows[i]![l]! -= factor * rows[k]![l]!;
    }
  const x = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let rest = rows[k]![n]!;
    for (let l = k + 1; l < n; l++) rest -= rows[k]![l]! * x[l]!;
    x[k] = rest / rows[k]![k]!;
  }
  return x;
}
