import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as tf from '@tensorflow/tfjs-core';

import { scratchFolder } from '../../common/files/scratch.ts';
import { GraphBuilder, uniformValue } from './graph.ts';
import { halfPrecisionAttrs, TensorNames } from './mixed-precision.ts';
import { dtypeOf, recordStep } from './recorded-step.ts';
import type { Recording } from './recording.ts';
import { NotRecordable } from './recording.ts';
import type { TensorFlowBackend } from './tensorflow.ts';
import { tensorFlowBackend } from './tensorflow.ts';

/**
 * A pure description of work on tensors: takes inputs, may assign the program's variables, gives outputs.
 * It must not read values, and what it draws at random must come from a seed among its inputs.
 */
export type Step = (...inputs: tf.Tensor[]) => tf.Tensor[];

export interface StepSpec {
  step: Step;
  /** One tensor per input with the shape and type of all that follow. The program does not keep them. */
  examples: readonly tf.Tensor[];
  /** What costs most may be computed on numbers of 16 bits, where the step is compiled; default false. */
  mixed?: boolean;
}

/** Steps over shared variables, run as one TensorFlow graph where the engine can, else as they are. */
export interface Program {
  readonly mode: 'compiled' | 'eager';
  /** Why it is not compiled; undefined where it is. */
  readonly why: string | undefined;
  /** Runs one step. @returns its outputs; the caller disposes them and the inputs */
  run(name: string, inputs: readonly tf.Tensor[]): tf.Tensor[];
  /** Brings the values of the session into the variables; before this they are stale. */
  pull(): void;
  /** Brings the values of the variables into the session. */
  push(): void;
  dispose(): void;
}

export interface ProgramOptions {
  /** `false` runs eagerly even where compiling works. */
  compile?: boolean;
}

/**
 * @param steps each is recorded once with its examples; variables keep their values
 * @param variables all that the steps read or assign
 */
export function createProgram(
  steps: Readonly<Record<string, StepSpec>>,
  variables: readonly tf.Variable[],
  { compile = true }: ProgramOptions = {},
): Program {
  const backend = tensorFlowBackend();
  if (!compile) return eagerProgram(steps, 'compiling is switched off');
  if (!backend) return eagerProgram(steps, `the ${tf.getBackend()} engine runs steps one op at a time`);
  try {
    return compiledProgram(backend, steps, variables);
  } catch (error) {
    if (!(error instanceof NotRecordable)) throw error;
    return eagerProgram(steps, error.message);
  }
}

function eagerProgram(steps: Readonly<Record<string, StepSpec>>, why: string): Program {
  return {
    mode: 'eager',
    why,
    run: (name, inputs) => tf.tidy(() => stepNamed(steps, name).step(...inputs)),
    pull() {},
    push() {},
    dispose() {},
  };
}

function stepNamed<T>(steps: Readonly<Record<string, T>>, name: string): T {
  const step = steps[name];
  if (step === undefined) throw new Error(`no step '${name}'; there are ${Object.keys(steps).join(', ')}`);
  return step;
}

/** Tensors over this many bytes that are neither input nor variable are taken for a mistake. */
const LARGEST_CONSTANT = 1 << 20;

function compiledProgram(
  backend: TensorFlowBackend,
  steps: Readonly<Record<string, StepSpec>>,
  variables: readonly tf.Variable[],
): Program {
  const graph = new GraphBuilder(backend.binding);
  const held = variables.map((variable, i) =>
    graph.variable(`variable${i}`, dtypeOf(backend, variable), variable.shape),
  );
  const outputsOf: Record<string, string[]> = {};
  for (const [name, spec] of Object.entries(steps))
    outputsOf[name] = addStep({ backend, graph, variables, held }, name, spec);
  const program = sessionProgram({ backend, graph, variables, held }, outputsOf);
  program.push();
  return program;
}

/** A graph that is being built over variables, and their nodes in it. */
interface ProgramGraph {
  backend: TensorFlowBackend;
  graph: GraphBuilder;
  variables: readonly tf.Variable[];
  held: readonly ReturnType<GraphBuilder['variable']>[];
}

/** Records a step and adds it to the graph. @returns names of its outputs */
function addStep(
  { backend, graph, variables, held }: ProgramGraph,
  name: string,
  { step, examples, mixed = false }: StepSpec,
): string[] {
  const names = new TensorNames(graph, backend.binding, name);
  backend.getInputTensorIds(examples).forEach((id, i) => {
    const example = examples[i]!;
    names.set(id, graph.placeholder(`${name}/input${i}`, dtypeOf(backend, example), example.shape));
  });
  backend.getInputTensorIds(variables).forEach((id, i) => names.set(id, held[i]!.read));
  const { recording, before, after, outputs } = recordStep(backend, { step, examples }, variables);
  const readers = addOps(graph, { recording, names, prefix: name, mixed });
  const nameOf = (id: number) => requireName(names, id);
  const heldOf = (variable: tf.Variable) => {
    const found = held[variables.indexOf(variable)];
    if (!found) throw new NotRecordable('the step changes a variable that the program does not hold');
    return found;
  };
  const updated = recording.updates.map((update, i) => {
    const handles = update.variables.map((variable) => heldOf(variable).handle);
    // A variable that is not read any more is changed in place; else TensorFlow copies it first.
    const first = update.variableIds.flatMap((id) => [nameOf(id), ...(readers.get(id) ?? [])]);
    const inputs = [...handles, ...update.inputIds.map(nameOf), ...first.map((node) => `^${node}`)];
    return graph.node(`${name}/update${i}`, update.name, inputs, update.attrs);
  });
  const assigned = variables.flatMap((variable, i) => {
    if (after[i] === before[i]) return [];
    const { handle, read } = held[i]!;
    const value = nameOf(after[i]!);
    return graph.assign(`${name}/assign${i}`, handle, value, dtypeOf(backend, variable), [read]);
  });
  return outputs.map(
    ({ id, dtype }, i) =>
      `${graph.identity(`${name}/output${i}`, nameOf(id), dtype, [...updated, ...assigned])}:0`,
  );
}

/** Runs the steps of a graph in a session. */
function sessionProgram(
  { backend, graph, variables, held }: ProgramGraph,
  outputsOf: Readonly<Record<string, string[]>>,
): Program {
  const { binding } = backend;
  const session = openSession(backend, graph);
  const run = (inputs: readonly tf.Tensor[], inputNames: readonly string[], outputNames: readonly string[]) =>
    binding
      .runSavedModel(session, backend.getInputTensorIds(inputs), inputNames.join(','), outputNames.join(','))
      .map((info) => backend.createOutputTensor(info));
  const groups = inGroups(variables.map((variable, i) => ({ variable, nodes: held[i]! })));
  return {
    mode: 'compiled',
    why: undefined,
    run(name, inputs) {
      const inputNames = inputs.map((_, i) => `${name}/input${i}:0`);
      return run(inputs, inputNames, stepNamed(outputsOf, name));
    },
    pull() {
      for (const group of groups) {
        const reads = group.map(({ nodes }) => `${nodes.read}:0`);
        run([], [], reads).forEach((value, i) => {
          group[i]!.variable.assign(value);
          value.dispose();
        });
      }
    },
    push() {
      for (const group of groups) {
        const values = group.map(({ variable }) => variable);
        const [writes, written] = [
          group.map(({ nodes }) => `${nodes.write}:0`),
          group.map(({ nodes }) => `${nodes.written}:0`),
        ];
        tf.dispose(run(values, writes, written));
      }
    },
    dispose() {
      binding.deleteSavedModel(session);
    },
  };
}

/** Bytes of variables that one call of the session moves. */
const CALL_BYTES = 1 << 26;

/**
 * Variables that move in one call: TensorFlow prunes the whole graph anew for every other set of names, so that a call
 * for each variable would cost more than the values; one call for all would hold them all twice in memory.
 */
function inGroups<T extends { variable: tf.Variable }>(all: readonly T[]): T[][] {
  const groups: T[][] = [];
  let free = 0;
  for (const one of all) {
    const bytes = one.variable.size * tf.util.bytesPerElement(one.variable.dtype);
    if (groups.length === 0 || bytes > free) {
      groups.push([]);
      free = CALL_BYTES;
    }
    groups.at(-1)!.push(one);
    free -= bytes;
  }
  return groups;
}

function requireName(names: TensorNames, id: number): string {
  const name = names.exact(id);
  if (name === undefined) throw new NotRecordable('the step gives or assigns a tensor that it did not make');
  return name;
}

/**
 * Writes the recorded kernels as nodes and names every tensor that they or the updates use.
 * @returns for each tensor the nodes that read it
 */
function addOps(
  graph: GraphBuilder,
  {
    recording,
    names,
    prefix,
    mixed,
  }: { recording: Recording; names: TensorNames; prefix: string; mixed: boolean },
): Map<number, string[]> {
  const readers = new Map<number, string[]>();
  const ensureNamed = (id: number): void => {
    if (names.has(id)) return;
    const made = recording.constants.get(id);
    if (made === undefined)
      throw new NotRecordable('the step uses a tensor that is no input and no variable');
    if (made.values.byteLength > LARGEST_CONSTANT && uniformValue(made.values) === undefined)
      throw new NotRecordable(
        `the step uses a large tensor (${made.shape.join('x')}) that is no input and no variable`,
      );
    names.set(id, graph.constant(`${prefix}/constant${id}`, made.dtype, made.shape, made.values));
  };
  recording.ops.forEach((op, i) => {
    op.inputIds.forEach(ensureNamed);
    const half = mixed ? names.halfKernel(op) : undefined;
    const inputs = op.inputIds.map((id, k) =>
      half?.inputs.includes(k) ? names.half(id)! : names.exact(id)!,
    );
    const node = graph.node(
      `${prefix}/op${i}`,
      op.name,
      inputs,
      half ? halfPrecisionAttrs(op.attrs) : op.attrs,
    );
    op.outputs.forEach(({ id }, k) =>
      names.set(id, k === 0 ? node : `${node}:${k}`, half?.outputs.includes(k)),
    );
    for (const id of op.inputIds) readers.set(id, [...(readers.get(id) ?? []), node]);
  });
  recording.updates.flatMap(({ inputIds }) => inputIds).forEach(ensureNamed);
  return readers;
}

function openSession(backend: TensorFlowBackend, graph: GraphBuilder): number {
  const folder = scratchFolder();
  try {
    writeFileSync(join(folder, 'saved_model.pb'), graph.savedModel());
    return backend.binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
