import { tf } from '../engine/tf.ts';
import { factorize, solveFactorized } from './cholesky.ts';
import { addRows, rowsTimes } from './design.ts';
import type { Design } from './design.ts';

/** v → about H⁻¹·v. */
export type Preconditioner = (v: Float64Array) => Float64Array;

/** What rounding to 32 bits may take from the Gram matrix, as a share of its trace. */
const ROUNDING = 1e-7;

/**
 * The inverse of H = I + c·AᵀA, where A are the active rows, up to the engine's 32 bits: good enough to lead conjugate
 * gradients, which then need a handful of steps. The Gram matrix comes from the engine; the smaller of the two serves:
 * AᵀA [width + 1, width + 1], or AAᵀ [active, active] by Woodbury's identity, H⁻¹ = I − Aᵀ(I/c + AAᵀ)⁻¹A.
 * @param active indices of rows
 * @param c above 0
 * @throws DemifaceError `interrupted` when the signal aborts
 */
export async function preconditioner(
  design: Design,
  active: Int32Array,
  c: number,
  signal?: AbortSignal,
): Promise<Preconditioner> {
  const byRows = active.length <= design.width;
  const n = byRows ? active.length : design.width + 1;
  if (n === 0) return (v) => v.slice();
  const gram = await gramOf(design, active, byRows);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += gram[i * n + i]!;
  let factor: Float64Array;
  let ridge = 1 / c + ROUNDING * trace;
  do {
    factor = Float64Array.from(gram);
    for (let i = 0; i < n; i++) factor[i * n + i]! += ridge;
    ridge *= 10;
  } while (!(await factorize(factor, n, signal)));
  if (byRows)
    return (v) => {
      const out = v.slice();
      const u = rowsTimes(design, active, v).map((value) => -value);
      solveFactorized(factor, n, u);
      addRows(design, active, u, out);
      return out;
    };
  return (v) => {
    const out = v.map((value) => value / c);
    solveFactorized(factor, n, out);
    return out;
  };
}

/** A·Aᵀ, or Aᵀ·A; A with its column of ones. */
async function gramOf(
  { features, width }: Design,
  active: Int32Array,
  byRows: boolean,
): Promise<Float32Array> {
  const total = width + 1;
  const values = new Float32Array(active.length * total);
  active.forEach((row, a) => {
    values.set(features.subarray(row * width, (row + 1) * width), a * total);
    values[a * total + width] = 1;
  });
  const product = tf.tidy(() => {
    const rows = tf.tensor2d(values, [active.length, total]);
    // WebAssembly multiplies a matrix that is turned beforehand many times faster than one to be read crosswise.
    const columns = tf.transpose(rows);
    return byRows ? tf.matMul(rows, columns) : tf.matMul(columns, rows);
  });
  try {
    return (await product.data()) as Float32Array;
  } finally {
    product.dispose();
  }
}
