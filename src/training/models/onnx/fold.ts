import type { Architecture, Layer } from '../architecture.ts';
import { planArchitecture } from '../architecture.ts';
import { NORM_EPSILON } from '../forward.ts';
import type { WeightValues } from '../model.ts';

/** A network in inference mode whose batch normalization is part of the convolution before it, where there is one. */
export interface FoldedNet {
  /** Normalizations that are folded, each with its convolution. */
  norms: ReadonlyMap<string, string>;
  /** By name, in TensorFlow's layout. A convolution that took up a normalization has a bias; that has no weights left. */
  weights: ReadonlyMap<string, Float32Array>;
}

/** Normalizations that fold into the convolution before them, each with its convolution. */
export function foldedNorms(architecture: Architecture): ReadonlyMap<string, string> {
  return new Map(
    architecture.layers.flatMap((norm): [string, string][] => {
      const conv = norm.op === 'batchNorm' ? convolutionOf(norm, architecture) : undefined;
      return conv ? [[norm.name, conv.name]] : [];
    }),
  );
}

/**
 * γ · (w ∗ x + b − μ) / √(σ² + ε) + β as one convolution. Only where nobody else reads the convolution.
 * @param weights all of them, as `planArchitecture` names them
 */
export function foldNorms(architecture: Architecture, weights: WeightValues): FoldedNet {
  const folded = new Map(weights);
  const norms = foldedNorms(architecture);
  for (const [norm, conv] of norms) {
    const of = (layer: string, role: string) => weights.get(`${layer}/${role}`);
    const [gamma, beta] = [of(norm, 'gamma')!, of(norm, 'beta')!];
    const [mean, variance] = [of(norm, 'movingMean')!, of(norm, 'movingVariance')!];
    const bias = of(conv, 'bias');
    const factors = Float64Array.from(gamma, (g, o) => g / Math.sqrt(variance[o]! + NORM_EPSILON));
    const kernel = of(conv, 'kernel')!;
    folded.set(
      `${conv}/kernel`,
      kernel.map((w, i) => w * factors[i % factors.length]!),
    );
    folded.set(
      `${conv}/bias`,
      beta.map((b, o) => b + ((bias?.[o] ?? 0) - mean[o]!) * factors[o]!),
    );
    for (const role of ['gamma', 'beta', 'movingMean', 'movingVariance']) folded.delete(`${norm}/${role}`);
  }
  return { norms, weights: folded };
}

function convolutionOf(norm: Layer, { layers, taps }: Architecture): Layer | undefined {
  const conv = layers.find(({ name }) => name === norm.from);
  const readers = layers.filter(
    (layer) => layer.from === norm.from || ('with' in layer && layer.with === norm.from),
  );
  const isTap = Object.values(taps).flat().includes(norm.from);
  return conv?.op === 'conv' && readers.length === 1 && !isTap ? conv : undefined;
}

/**
 * The folded network as weights of the network as it was: normalizations that were folded only add what is left to add.
 * @returns all weights, as `planArchitecture` names them
 */
export function unfoldNorms(architecture: Architecture, { norms, weights }: FoldedNet): WeightValues {
  const convOf = (name: string) => norms.get(name);
  const takenUp = new Set(norms.values());
  const unfolded = new Map<string, Float32Array>();
  for (const { layer, weights: specs } of planArchitecture(architecture))
    for (const { name, shape, role } of specs) {
      const conv = convOf(layer.name);
      const length = shape.reduce((a, b) => a * b, 1);
      if (conv !== undefined) unfolded.set(name, neutral(role, length, weights.get(`${conv}/bias`)!));
      else if (role === 'bias' && takenUp.has(layer.name)) unfolded.set(name, new Float32Array(length));
      else unfolded.set(name, weights.get(name)!);
    }
  return unfolded;
}

/** Weights of a normalization that adds a bias and changes nothing else. */
function neutral(role: string, length: number, bias: Float32Array): Float32Array {
  if (role === 'beta') return bias;
  const value = { gamma: 1, movingMean: 0, movingVariance: 1 - NORM_EPSILON }[role];
  return new Float32Array(length).fill(value!);
}
