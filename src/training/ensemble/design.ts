/** Standardized features, and behind each row the constant 1 whose weight is the intercept. */
export interface Design {
  /** [rows, width], row after row, without the constant. */
  features: Float32Array;
  rows: number;
  width: number;
}

/**
 * x · v of some rows. Four rows at once, so that each weight is read once for all four.
 * @param rows indices
 * @param v [width + 1]
 * @returns one number a row of `rows`
 */
export function rowsTimes({ features, width }: Design, rows: Int32Array, v: Float64Array): Float64Array {
  const products = new Float64Array(rows.length);
  const intercept = v[width]!;
  let a = 0;
  for (; a + 3 < rows.length; a += 4) {
    const [p0, p1, p2, p3] = [
      rows[a]! * width,
      rows[a + 1]! * width,
      rows[a + 2]! * width,
      rows[a + 3]! * width,
    ];
    let [s0, s1, s2, s3] = [intercept, intercept, intercept, intercept];
    for (let j = 0; j < width; j++) {
      const weight = v[j]!;
      s0 += features[p0 + j]! * weight;
      s1 += features[p1 + j]! * weight;
      s2 += features[p2 + j]! * weight;
      s3 += features[p3 + j]! * weight;
    }
    products[a] = s0;
    products[a + 1] = s1;
    products[a + 2] = s2;
    products[a + 3] = s3;
  }
  for (; a < rows.length; a++) {
    const at = rows[a]! * width;
    let sum = intercept;
    for (let j = 0; j < width; j++) sum += features[at + j]! * v[j]!;
    products[a] = sum;
  }
  return products;
}

/**
 * out += Σ factors[a] · x of row rows[a].
 * @param out [width + 1]
 */
export function addRows(
  { features, width }: Design,
  rows: Int32Array,
  factors: Float64Array,
  out: Float64Array,
): void {
  let a = 0;
  for (; a + 3 < rows.length; a += 4) {
    const [p0, p1, p2, p3] = [
      rows[a]! * width,
      rows[a + 1]! * width,
      rows[a + 2]! * width,
      rows[a + 3]! * width,
    ];
    const [f0, f1, f2, f3] = [factors[a]!, factors[a + 1]!, factors[a + 2]!, factors[a + 3]!];
    for (let j = 0; j < width; j++)
      out[j]! +=
        f0 * features[p0 + j]! + f1 * features[p1 + j]! + f2 * features[p2 + j]! + f3 * features[p3 + j]!;
    out[width]! += f0 + f1 + f2 + f3;
  }
  for (; a < rows.length; a++) {
    const at = rows[a]! * width;
    const factor = factors[a]!;
    for (let j = 0; j < width; j++) out[j]! += factor * features[at + j]!;
    out[width]! += factor;
  }
}

/** Σ a[i] · b[i] */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
