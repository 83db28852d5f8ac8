import type { Box, Picture } from '../picture.ts';

/**
 * Scales a square of a picture to size × size, each pixel the mean of what it covers (bilinear where it enlarges).
 * What lies beyond the picture's border becomes `beyond`.
 * @param square width and height are its side
 * @returns [size, size, 3], each value x · scale + shift with x from 0 to 255
 */
export function sampleSquare(
  { data, width, height }: Picture,
  square: Box,
  size: number,
  { scale, shift, beyond }: { scale: number; shift: number; beyond: number },
): Float32Array<ArrayBuffer> {
  const across = taps(square.x, square.width, size, width);
  const down = taps(square.y, square.height, size, height);
  const out = new Float32Array(size * size * 3).fill(beyond * scale + shift);
  const row = new Float32Array(width * 3);
  const [left, right] = [
    Math.min(...across.map(({ from }) => from)),
    Math.max(...across.map(({ to }) => to)),
  ];
  down.forEach(({ from: top, to: bottom, weights: rowWeights, inside: insideRows }, j) => {
    if (bottom <= top) return;
    row.fill(0);
    for (let y = top; y < bottom; y++) {
      const weight = rowWeights[y - top]!;
      const start = y * width * 3;
      for (let p = left * 3; p < right * 3; p++) row[p]! += weight * data[start + p]!;
    }
    across.forEach(({ from, to, weights, inside }, i) => {
      if (to <= from) return;
      let [r, g, b] = [0, 0, 0];
      for (let x = from; x < to; x++) {
        const weight = weights[x - from]!;
        r += weight * row[3 * x]!;
        g += weight * row[3 * x + 1]!;
        b += weight * row[3 * x + 2]!;
      }
      const rest = (1 - inside * insideRows) * beyond;
      const at = (j * size + i) * 3;
      out[at] = (r + rest) * scale + shift;
      out[at + 1] = (g + rest) * scale + shift;
      out[at + 2] = (b + rest) * scale + shift;
    });
  });
  return out;
}

/** What an output pixel takes of a row or column: source pixels [from, to) and their weights. */
interface Taps {
  from: number;
  to: number;
  weights: Float64Array;
  /** Sum of the weights: 1, less what lies beyond the border. */
  inside: number;
}

/** A triangle as wide as two output pixels, two source pixels at least: antialiased bilinear. */
function taps(start: number, length: number, size: number, limit: number): Taps[] {
  const step = length / size;
  const reach = Math.max(1, step);
  return Array.from({ length: size }, (_, i) => {
    const centre = start + (i + 0.5) * step - 0.5;
    const first = Math.ceil(centre - reach);
    const last = Math.floor(centre + reach);
    const all = Float64Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k - centre) / reach),
    );
    const total = all.reduce((a, b) => a + b);
    const from = Math.min(limit, Math.max(0, first));
    const to = Math.max(from, Math.min(limit, last + 1));
    const weights = all.slice(from - first, to - first).map((weight) => weight / total);
    return { from, to, weights, inside: weights.reduce((a, b) => a + b, 0) };
  });
}
