/* Slow, obvious definitions in double precision, on flat arrays: what every engine is held against. */

export type Values = Float64Array;
type Shape4D = readonly [number, number, number, number];

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** Numbers between -1 and 1 that look random and are always the same (a linear congruential generator). */
export function sampleValues(count: number, seed: number): Values {
  let state = seed * 7919 + 12345;
  return Float64Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.fround((state / 2147483648) * 2 - 1);
  });
}

export interface Window {
  size: number;
  stride: number;
  pad: 'same' | 'valid';
}

/** Output length along a side, and zeros before it. */
function outputOf(length: number, { size, stride, pad }: Window): { length: number; before: number } {
  if (pad === 'valid') return { length: Math.floor((length - size) / stride) + 1, before: 0 };
  const out = Math.ceil(length / stride);
  return { length: out, before: Math.floor(Math.max(0, (out - 1) * stride + size - length) / 2) };
}

/** Calls `visit` for every output place with the input places of its window. */
function eachWindow(
  [n, h, w]: Shape4D,
  window: Window,
  visit: (output: number, inputs: { place: number; tap: number }[]) => void,
): void {
  const rows = outputOf(h, window);
  const columns = outputOf(w, window);
  let output = 0;
  for (let picture = 0; picture < n; picture++)
    for (let row = 0; row < rows.length; row++)
      for (let column = 0; column < columns.length; column++) {
        const inputs: { place: number; tap: number }[] = [];
        for (let i = 0; i < window.size; i++)
          for (let j = 0; j < window.size; j++) {
            const y = row * window.stride + i - rows.before;
            const x = column * window.stride + j - columns.before;
            if (y >= 0 && y < h && x >= 0 && x < w)
              inputs.push({ place: (picture * h + y) * w + x, tap: i * window.size + j });
          }
        visit(output++, inputs);
      }
}

export function convolution(
  x: Values,
  shape: Shape4D,
  filter: Values,
  filters: number,
  window: Window,
): Values {
  const channels = shape[3];
  const out: number[] = [];
  eachWindow(shape, window, (_, inputs) => {
    for (let f = 0; f < filters; f++) {
      let sum = 0;
      for (const { place, tap } of inputs)
        for (let c = 0; c < channels; c++)
          sum += x[place * channels + c]! * filter[(tap * channels + c) * filters + f]!;
      out.push(sum);
    }
  });
  return Float64Array.from(out);
}

export function maxPool(x: Values, shape: Shape4D, window: Window): Values {
  const channels = shape[3];
  const out: number[] = [];
  eachWindow(shape, window, (_, inputs) => {
    for (let c = 0; c < channels; c++)
      out.push(Math.max(...inputs.map(({ place }) => x[place * channels + c]!)));
  });
  return Float64Array.from(out);
}

/** Krizhevsky 2012, Sec. 3.3. */
export function responseNormalization(
  x: Values,
  channels: number,
  { radius, bias, alpha, beta }: { radius: number; bias: number; alpha: number; beta: number },
): Values {
  return x.map((value, i) => {
    const channel = i % channels;
    let sum = 0;
    for (let c = Math.max(0, channel - radius); c <= Math.min(channels - 1, channel + radius); c++)
      sum += x[i - channel + c]! ** 2;
    return value / (bias + alpha * sum) ** beta;
  });
}

/** Mean and (biased) variance over all but the last axis. */
export function momentsOf(x: Values, channels: number): { mean: Values; variance: Values; count: number } {
  const count = x.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.forEach((value, i) => (mean[i % channels]! += value / count));
  x.forEach((value, i) => (variance[i % channels]! += (value - mean[i % channels]!) ** 2 / count));
  return { mean, variance, count };
}

/** Ioffe & Szegedy 2015, Alg. 1. */
export function batchNormalization(x: Values, scale: Values, offset: Values, epsilon: number): Values {
  const { mean, variance } = momentsOf(x, scale.length);
  return x.map((value, i) => {
    const c = i % scale.length;
    return ((value - mean[c]!) / Math.sqrt(variance[c]! + epsilon)) * scale[c]! + offset[c]!;
  });
}

export function product(
  a: Values,
  b: Values,
  [rows, inner, columns]: readonly [number, number, number],
): Values {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < inner; k++) out[i * columns + j]! += a[i * inner + k]! * b[k * columns + j]!;
  return out;
}

/** d(Σ weight · f) / d(input), by central differences. */
export function differences(f: (x: Values) => Values, x: Values, weights: Values): Values {
  const step = 1e-5;
  const weighted = (input: Values) => f(input).reduce((sum, value, i) => sum + value * weights[i]!, 0);
  return x.map((value, i) => {
    const [up, down] = [x.slice(), x.slice()];
    up[i] = value + step;
    down[i] = value - step;
    return (weighted(up) - weighted(down)) / (2 * step);
  });
}

/** The plain generator of seededUniform in numbers of JavaScript. */
export function seededNumbers(count: number, seed: readonly [number, number]): Float32Array {
  const half = 4096;
  const keys = [0, 1, 2].flatMap((piece) => seed.map((s) => Math.floor(s / half ** piece) & (half - 1)));
  const constants = [2654, 1013, 3571, 409, 2203, 3037, 1627, 887];
  return Float32Array.from({ length: count }, (_, i) => {
    let [left, right] = [i >> 12, i & (half - 1)];
    constants.forEach((constant, round) => {
      const mixed = (right + keys[round % 6]! + constant) % half;
      [left, right] = [right, (left + ((mixed * mixed) >> 5) + 5 * mixed) % half];
    });
    return (left * half + right) / (half * half);
  });
}
