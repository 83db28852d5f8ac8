import type { Layer } from '../../../src/training/models/architecture.ts';

/** Activations of one picture, [height, width, channels], in float64. */
export interface Activations {
  h: number;
  w: number;
  c: number;
  data: Float64Array;
}

export function activations(h: number, w: number, c: number, data?: ArrayLike<number>): Activations {
  return { h, w, c, data: data ? Float64Array.from(data) : new Float64Array(h * w * c) };
}

export function at({ h, w, c, data }: Activations, y: number, x: number, k: number): number | undefined {
  return y < 0 || x < 0 || y >= h || x >= w ? undefined : data[(y * w + x) * c + k];
}

type Windowed = Extract<Layer, { op: 'conv' | 'maxPool' }>;

/** First input position of each output position, along one side (TensorFlow's SAME: the odd zero comes last). */
function starts(length: number, { size, stride, pad }: Windowed): number[] {
  if (pad === 'valid') {
    const found: number[] = [];
    for (let from = 0; from + size <= length; from += stride) found.push(from);
    return found;
  }
  const count = Math.ceil(length / stride);
  const zeros = Math.max(0, (count - 1) * stride + size - length);
  return Array.from({ length: count }, (_, i) => i * stride - Math.floor(zeros / 2));
}

type Weight = (role: string) => ArrayLike<number>;

/** Each layer kind in inference mode, as its definition reads. */
export function slowLayer(layer: Layer, x: Activations, weight: Weight, other?: Activations): Activations {
  switch (layer.op) {
    case 'conv': {
      const [ys, xs, kernel] = [starts(x.h, layer), starts(x.w, layer), weight('kernel')];
      const out = activations(ys.length, xs.length, layer.filters);
      let o = 0;
      for (const y of ys)
        for (const left of xs)
          for (let f = 0; f < layer.filters; f++) {
            let sum = layer.bias ? weight('bias')[f]! : 0;
            for (let i = 0; i < layer.size; i++)
              for (let j = 0; j < layer.size; j++)
                for (let k = 0; k < x.c; k++)
                  sum +=
                    (at(x, y + i, left + j, k) ?? 0) *
                    kernel[((i * layer.size + j) * x.c + k) * layer.filters + f]!;
            out.data[o++] = sum;
          }
      return out;
    }
    case 'crop': {
      const out = activations(layer.rows, x.w, x.c);
      for (let y = 0, o = 0; y < layer.rows; y++)
        for (let left = 0; left < x.w; left++)
          for (let k = 0; k < x.c; k++) out.data[o++] = at(x, y + layer.top, left, k)!;
      return out;
    }
    case 'maxPool': {
      const [ys, xs] = [starts(x.h, layer), starts(x.w, layer)];
      const out = activations(ys.length, xs.length, x.c);
      let o = 0;
      for (const y of ys)
        for (const left of xs)
          for (let k = 0; k < x.c; k++) {
            let most = -Infinity;
            for (let i = 0; i < layer.size; i++)
              for (let j = 0; j < layer.size; j++)
                most = Math.max(most, at(x, y + i, left + j, k) ?? -Infinity);
            out.data[o++] = most;
          }
      return out;
    }
    case 'pad': {
      const out = activations(x.h + 2 * layer.by, x.w + 2 * layer.by, x.c);
      for (let y = 0; y < out.h; y++)
        for (let left = 0; left < out.w; left++)
          for (let k = 0; k < x.c; k++)
            out.data[(y * out.w + left) * x.c + k] = at(x, y - layer.by, left - layer.by, k) ?? 0;
      return out;
    }
    case 'lrn': {
      const out = activations(x.h, x.w, x.c);
      out.data.forEach((_, o) => {
        const k = o % x.c;
        let squares = 0;
        for (let j = k - layer.radius; j <= k + layer.radius; j++)
          if (j >= 0 && j < x.c) squares += x.data[o - k + j]! ** 2;
        out.data[o] = x.data[o]! / (layer.bias + layer.alpha * squares) ** layer.beta;
      });
      return out;
    }
    case 'batchNorm': {
      const [gamma, beta] = [weight('gamma'), weight('beta')];
      const [mean, variance] = [weight('movingMean'), weight('movingVariance')];
      const normal = x.data.map((value, o) => {
        const k = o % x.c;
        return ((value - mean[k]!) / Math.sqrt(variance[k]! + 1e-5)) * gamma[k]! + beta[k]!;
      });
      return { ...x, data: normal };
    }
    case 'relu':
      return { ...x, data: x.data.map((value) => Math.max(0, value)) };
    case 'globalAveragePool': {
      const out = activations(1, 1, x.c);
      x.data.forEach((value, o) => (out.data[o % x.c]! += value / (x.h * x.w)));
      return out;
    }
    case 'flatten':
      return activations(1, 1, x.data.length, x.data);
    case 'dense': {
      const [kernel, bias] = [weight('kernel'), weight('bias')];
      const out = activations(1, 1, layer.units, bias);
      x.data.forEach((value, i) => {
        for (let u = 0; u < layer.units; u++) out.data[u]! += value * kernel[i * layer.units + u]!;
      });
      return out;
    }
    case 'expectation': {
      const shares = [...x.data].map(Math.exp);
      const sum = shares.reduce((a, b) => a + b, 0);
      const mean = shares.reduce((so, share, i) => so + (share / sum) * weight('values')[i]!, 0);
      return activations(1, 1, 1, [mean]);
    }
    case 'dropout':
      return x;
    case 'add':
      return { ...x, data: x.data.map((value, o) => value + other!.data[o]!) };
    case 'concat': {
      const out = activations(x.h, x.w, x.c + other!.c);
      for (let o = 0; o < x.h * x.w; o++)
        for (let k = 0; k < out.c; k++)
          out.data[o * out.c + k] = k < x.c ? x.data[o * x.c + k]! : other!.data[o * other!.c + k - x.c]!;
      return out;
    }
  }
}
