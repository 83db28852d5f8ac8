import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

/**
 * A network as data: layers in order, each naming what it reads. Training runs it (forward.ts), exporters write it
 * down, counts come from it. Pictures are [batch, height, width, channels]; the input layer is called `input`.
 */
export type Layer = { name: string; from: string } & (
  | { op: 'conv'; filters: number; size: number; stride: number; pad: 'same' | 'valid'; bias: boolean }
  /** Zeros around height and width, the same number on each side. */
  | { op: 'pad'; by: number }
  /** Rows from `top` on, so many of them; the others are not looked at. */
  | { op: 'crop'; top: number; rows: number }
  | { op: 'batchNorm' }
  | { op: 'relu' }
  /** Local response normalization (Krizhevsky 2012): x / (bias + alpha · Σ x²)^beta over 2·radius + 1 channels. */
  | { op: 'lrn'; radius: number; bias: number; alpha: number; beta: number }
  | { op: 'maxPool'; size: number; stride: number; pad: 'same' | 'valid' }
  | { op: 'globalAveragePool' }
  | { op: 'flatten' }
  | { op: 'dropout'; rate: number }
  | { op: 'dense'; units: number }
  /** The mean of the values, each weighed by its probability: softmax over as many scores. */
  | { op: 'expectation'; values: readonly number[] }
  | { op: 'add'; with: string }
  /** Joins both along their last axis. */
  | { op: 'concat'; with: string }
);

export interface Architecture {
  net: string;
  /** Pictures are inputSize × inputSize × 3. */
  inputSize: number;
  layers: readonly Layer[];
  /** Layers that others ask for by role. */
  taps: {
    /** Activations just before the final layer (Sec. 3.2 of the paper): [batch, width]. */
    embedding: string;
    /** The last activations that still have a place in the picture (Grad-CAM), one layer per branch. */
    lastConv: readonly string[];
    /** Pre-softmax scores, or the age: [batch, head width]. */
    output: string;
    /** Pre-softmax scores of every age, where the age is their expectation: [batch, ages]. */
    ageScores?: string;
  };
}

/** Shape of one picture's activations behind a layer: [height, width, channels] or [units]. */
export type Shape = readonly number[];

/** A weight of a layer, in the layout of TensorFlow. */
export interface WeightSpec {
  name: string;
  shape: readonly number[];
  role: 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance' | 'values';
  /** What it always is: of the role `values` alone. */
  fixed?: readonly number[];
}

export interface LayerPlan {
  layer: Layer;
  shape: Shape;
  weights: readonly WeightSpec[];
  /** Multiply-adds of one forward pass of one picture; convolutions and dense layers count. */
  macs: number;
}

/** Output length of a window op along one side. */
function windowed(length: number, size: number, stride: number, pad: 'same' | 'valid'): number {
  return pad === 'same' ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1;
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

function planLayer(layer: Layer, input: Shape, other: Shape | undefined): Omit<LayerPlan, 'layer'> {
  const [h = 1, w = 1, c = 1] = input;
  const weight = (role: WeightSpec['role'], shape: readonly number[]): WeightSpec => ({
    name: `${layer.name}/${role}`,
    shape,
    role,
  });
  switch (layer.op) {
    case 'conv': {
      const { filters, size, stride, pad, bias } = layer;
      const shape = [windowed(h, size, stride, pad), windowed(w, size, stride, pad), filters];
      const kernel = weight('kernel', [size, size, c, filters]);
      return {
        shape,
        weights: bias ? [kernel, weight('bias', [filters])] : [kernel],
        macs: product(shape) * size * size * c,
      };
    }
    case 'dense': {
      const width = product(input);
      return {
        shape: [layer.units],
        weights: [weight('kernel', [width, layer.units]), weight('bias', [layer.units])],
        macs: width * layer.units,
      };
    }
    case 'expectation': {
      const values = { ...weight('values', [product(input), 1]), fixed: layer.values };
      return { shape: [1], weights: [values], macs: product(input) };
    }
    case 'batchNorm': {
      const channels = [input.at(-1)!];
      const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'] as const;
      return { shape: input, weights: roles.map((role) => weight(role, channels)), macs: 0 };
    }
    case 'crop':
      return { shape: [layer.rows, w, c], weights: [], macs: 0 };
    case 'pad':
      return { shape: [h + 2 * layer.by, w + 2 * layer.by, c], weights: [], macs: 0 };
    case 'maxPool': {
      const { size, stride, pad } = layer;
      return {
        shape: [windowed(h, size, stride, pad), windowed(w, size, stride, pad), c],
        weights: [],
        macs: 0,
      };
    }
    case 'globalAveragePool':
      return { shape: [c], weights: [], macs: 0 };
    case 'flatten':
      return { shape: [product(input)], weights: [], macs: 0 };
    case 'concat':
      return { shape: [...input.slice(0, -1), input.at(-1)! + other!.at(-1)!], weights: [], macs: 0 };
    case 'relu':
    case 'lrn':
    case 'dropout':
    case 'add':
      return { shape: input, weights: [], macs: 0 };
  }
}

/**
 * Works out shapes, weights and multiply-adds of every layer.
 * @throws DemifaceError `usage` if the pictures are too small for the network
 * @throws Error if a layer reads one that does not stand before it, or a tap names none
 */
export function planArchitecture({ net, inputSize, layers, taps }: Architecture): readonly LayerPlan[] {
  const shapes = new Map<string, Shape>([['input', [inputSize, inputSize, 3]]]);
  const plans = layers.map((layer) => {
    const input = shapes.get(layer.from);
    if (!input) throw new Error(`layer ${layer.name} reads ${layer.from}, which does not stand before it`);
    if (shapes.has(layer.name)) throw new Error(`two layers are called ${layer.name}`);
    const other = layer.op === 'add' || layer.op === 'concat' ? shapes.get(layer.with) : undefined;
    if (layer.op === 'add' && String(other) !== String(input))
      throw new Error(`layer ${layer.name} adds shapes that differ`);
    if (layer.op === 'concat' && String(other?.slice(0, -1)) !== String(input.slice(0, -1)))
      throw new Error(`layer ${layer.name} joins shapes that differ before their last axis`);
    const plan = { layer, ...planLayer(layer, input, other) };
    if (plan.shape.some((side) => side < 1))
      throw new DemifaceError(
        'usage',
        message('training.tooSmall', { width: inputSize, height: inputSize, net, layer: layer.name }),
      );
    shapes.set(layer.name, plan.shape);
    return plan;
  });
  for (const [role, names] of Object.entries(taps))
    for (const name of [names].flat())
      if (!shapes.has(name)) throw new Error(`tap ${role} names ${name}, which is no layer`);
  return plans;
}

/** Whether training turns it: moving averages follow by themselves, values stay. */
export function isTrainable({ role }: WeightSpec): boolean {
  return role !== 'movingMean' && role !== 'movingVariance' && role !== 'values';
}

/** Trainable numbers. */
export function parameterCount(architecture: Architecture): number {
  return planArchitecture(architecture)
    .flatMap(({ weights }) => weights)
    .filter(isTrainable)
    .reduce((sum, { shape }) => sum + product(shape), 0);
}

/** Length of one picture's embedding. */
export function embeddingWidth(architecture: Architecture): number {
  const plans = planArchitecture(architecture);
  return product(plans.find(({ layer }) => layer.name === architecture.taps.embedding)!.shape);
}

/** Multiply-adds of one forward pass of one picture, in 10⁹. */
export function gigaMacs(architecture: Architecture): number {
  return planArchitecture(architecture).reduce((sum, { macs }) => sum + macs, 0) / 1e9;
}
