import { readFileSync } from 'node:fs';

import type { GraphBuilder } from './graph.ts';
import type { RecordedOp } from './recording.ts';
import type { Binding, OpAttr } from './tensorflow.ts';
import { tensorFlowBackend } from './tensorflow.ts';

/*
 * Mixed precision (Micikevicius et al. 2018, with bfloat16, which needs no loss scaling): what costs most runs on numbers
 * of 16 bits where the processor has a unit for their products; weights, statistics, losses and the optimizer keep 32.
 */

/** A kernel that runs in bfloat16: which of its inputs and outputs have the type `T`. */
interface HalfKernel {
  inputs: readonly number[];
  outputs: readonly number[];
  /** Worth two casts; the others only go on in what they are given. */
  starts: boolean;
}

const unary = { inputs: [0], outputs: [0], starts: false };
const binary = { ...unary, inputs: [0, 1] };

const HALF_KERNELS: Readonly<Record<string, HalfKernel>> = {
  Conv2D: { ...binary, starts: true },
  Conv2DBackpropInput: { inputs: [1, 2], outputs: [0], starts: true },
  Conv2DBackpropFilter: { inputs: [0, 2], outputs: [0], starts: true },
  FusedBatchNormV3: unary,
  FusedBatchNormGradV3: binary,
  Relu: unary,
  ReluGrad: binary,
  MaxPool: unary,
  MaxPoolGrad: { ...unary, inputs: [0, 1, 2] },
  Add: binary,
  Reshape: unary,
};

/** TensorFlow's number of the type, which the binding does not tell. */
const TF_BFLOAT16 = 14;

/**
 * Whether the engine computes on a processor that multiplies matrices of bfloat16 in a unit of its own (Intel AMX); without
 * one they would be slower, and not all of the kernels are there for graphics cards.
 */
export function hasMatrixUnit(): boolean {
  if (tensorFlowBackend()?.binding.isUsingGpuDevice() !== false) return false;
  try {
    return /^flags\s*:.*\bamx_bf16\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false; // No Linux: TensorFlow has no such kernels there.
  }
}

/** What the tensors of one step are called in the graph, in 32 bits and in 16; what is requested in the other is cast. */
export class TensorNames {
  readonly #exact = new Map<number, string>();
  readonly #half = new Map<number, string>();
  readonly #graph: GraphBuilder;
  readonly #binding: Binding;
  readonly #prefix: string;

  /** @param prefix of the casts' names */
  constructor(graph: GraphBuilder, binding: Binding, prefix: string) {
    this.#graph = graph;
    this.#binding = binding;
    this.#prefix = prefix;
  }

  has(id: number): boolean {
    return this.#exact.has(id) || this.#half.has(id);
  }

  /** @param half whether the node gives bfloat16 */
  set(id: number, name: string, half = false): void {
    (half ? this.#half : this.#exact).set(id, name);
  }

  /** As the step means it; undefined if it has no name yet. */
  exact(id: number): string | undefined {
    return this.#in(id, this.#exact, this.#half, [TF_BFLOAT16, this.#binding.TF_FLOAT]);
  }

  /** In bfloat16; undefined if it has no name yet. */
  half(id: number): string | undefined {
    return this.#in(id, this.#half, this.#exact, [this.#binding.TF_FLOAT, TF_BFLOAT16]);
  }

  /** How an op runs in bfloat16; undefined if it does not. */
  halfKernel({ name, inputIds }: RecordedOp): HalfKernel | undefined {
    const kernel = HALF_KERNELS[name];
    const goesOn = kernel?.inputs.some((k) => this.#half.has(inputIds[k]!) && !this.#exact.has(inputIds[k]!));
    return kernel?.starts || goesOn ? kernel : undefined;
  }

  #in(
    id: number,
    wanted: Map<number, string>,
    other: ReadonlyMap<number, string>,
    [from, to]: [from: number, to: number],
  ): string | undefined {
    const there = other.get(id);
    if (wanted.has(id) || there === undefined) return wanted.get(id);
    const type = (name: string, value: number): OpAttr => ({ name, type: this.#binding.TF_ATTR_TYPE, value });
    const name = this.#graph.node(
      `${this.#prefix}/cast${id}`,
      'Cast',
      [there],
      [type('SrcT', from), type('DstT', to)],
    );
    wanted.set(id, name);
    return name;
  }
}

/** The attributes of an op that runs in bfloat16. */
export function halfPrecisionAttrs(attrs: readonly OpAttr[]): OpAttr[] {
  return attrs.map((attr) => (attr.name === 'T' ? { ...attr, value: TF_BFLOAT16 } : attr));
}
