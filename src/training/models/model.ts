import { tf } from '../engine/tf.ts';
import type { Architecture, WeightSpec } from './architecture.ts';
import { isTrainable, planArchitecture } from './architecture.ts';
import type { ForwardOptions } from './forward.ts';
import { forward } from './forward.ts';
import { initialValues } from './initial.ts';

/** A network with its weights. The caller disposes it. */
export interface Model {
  readonly architecture: Architecture;
  /** All weights by name, moving averages included, in the order of the layers. */
  readonly weights: ReadonlyMap<string, tf.Variable>;
  readonly trainable: readonly tf.Variable[];
  /** Kernels: what weight decay acts on. */
  readonly decayed: ReadonlySet<tf.Variable>;
  forward(pictures: tf.Tensor4D, options?: ForwardOptions): tf.Tensor[];
  dispose(): void;
}

/** Values of all weights by name. */
export type WeightValues = ReadonlyMap<string, Float32Array>;

/**
 * @param source a seed for fresh weights (He et al. 2015), or the values to start from: all of them
 * @throws Error if a value is missing or has another length
 */
export function createModel(architecture: Architecture, source: { seed: number } | WeightValues): Model {
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  const weights = new Map<string, tf.Variable>();
  const trainable: tf.Variable[] = [];
  const decayed = new Set<tf.Variable>();
  // All is checked before any of it reaches the engine.
  if (!('seed' in source)) for (const spec of specs) valuesOf(spec, source);
  for (const spec of specs) {
    const trains = isTrainable(spec);
    const variable = tf.tidy(() =>
      tf.variable(tf.tensor(valuesOf(spec, source), [...spec.shape], 'float32'), trains),
    );
    weights.set(spec.name, variable);
    if (trains) trainable.push(variable);
    if (spec.role === 'kernel') decayed.add(variable);
  }
  return {
    architecture,
    weights,
    trainable,
    decayed,
    forward: (pictures, options) => forward(architecture, weights, pictures, options),
    dispose: () => tf.dispose([...weights.values()]),
  };
}

function valuesOf(spec: WeightSpec, source: { seed: number } | WeightValues): Float32Array {
  if ('seed' in source) return initialValues(spec, source.seed);
  const values = source.get(spec.name);
  const expected = spec.shape.reduce((a, b) => a * b, 1);
  if (values?.length !== expected)
    throw new Error(`weight ${spec.name}: found ${values?.length ?? 'none'}, expected ${expected} numbers`);
  return values;
}

/** Copies variables out of the engine. */
export async function readValues(
  variables: ReadonlyMap<string, tf.Variable>,
): Promise<Map<string, Float32Array>> {
  const values = new Map<string, Float32Array>();
  for (const [name, variable] of variables) values.set(name, (await variable.data()) as Float32Array);
  return values;
}
