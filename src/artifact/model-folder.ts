import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { writeFolderAtomic } from './atomic.ts';
import type { Card } from './card.ts';
import { cardProblem, cardSchema } from './card.ts';
import { DemifaceError } from './error.ts';

/** Files of a model folder. One that ships has no topology and no weights: its ONNX file holds them. */
export const MODEL_FILES = {
  topology: 'model.json',
  weights: 'weights.bin',
  onnx: 'model.onnx',
  card: 'card.json',
} as const;
const MANIFEST = 'manifest.json';
/** Those that every folder has. */
const NEEDED: readonly string[] = [MODEL_FILES.onnx, MODEL_FILES.card];

const manifestSchema = z.object({
  format: z.literal(1),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int() })),
});
type Manifest = z.infer<typeof manifestSchema>;

const topologySchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(z.unknown()) }).loose(),
  weightsManifest: z.tuple([
    z.object({
      paths: z.tuple([z.literal(MODEL_FILES.weights)]),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.int().nonnegative()),
          dtype: z.enum(['float32', 'int32']),
        }),
      ),
    }),
  ]),
});
export type Topology = z.infer<typeof topologySchema>;

/** A named weight with its values, float32, in the layout of TensorFlow. */
export interface NamedWeight {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** A whole-number input of an op in the graph: its values stand behind the weights, where loaders look for them. */
export interface NamedConstant {
  name: string;
  shape: readonly number[];
  values: Int32Array;
}

export interface ModelFolder {
  path: string;
  card: Card;
  weights: readonly NamedWeight[];
  /** SHA-256 of the file that holds the weights, hex. */
  sha256: string;
}

/** What reading needs of a model folder. */
export interface OnnxModel {
  path: string;
  card: Card;
  /** Content of the ONNX file. */
  onnx: Uint8Array;
  /** SHA-256 of the ONNX file, hex. */
  sha256: string;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** What a model folder holds beside the card; `graph` is the network as a TensorFlow.js graph model. */
export interface NewModel {
  card: Card;
  graph: { node: unknown[]; versions: { producer: number } };
  weights: readonly NamedWeight[];
  constants: readonly NamedConstant[];
  /** The same network as the content of an ONNX file. */
  onnx: Uint8Array;
  /** Further files, by name. */
  extra?: Readonly<Record<string, string>>;
}

/**
 * Writes a model folder that is there whole or not at all; one already there is replaced.
 * @returns SHA-256 of the weights' file, hex
 * @throws DemifaceError `disk`; Error if the card and the network do not fit together
 */
export function writeModelFolder(path: string, { card, onnx, extra = {}, ...network }: NewModel): string {
  const files = landModel(path, card, {
    ...tensorFlowFiles(network),
    [MODEL_FILES.onnx]: onnx,
    [MODEL_FILES.card]: `${JSON.stringify(card, null, 2)}\n`,
    ...extra,
  });
  return files[MODEL_FILES.weights]!.sha256;
}

/** A network as TensorFlow.js loads it: the contents of its files by name. */
export function tensorFlowFiles({
  graph,
  weights,
  constants,
}: Pick<NewModel, 'graph' | 'weights' | 'constants'>): Record<string, Uint8Array | string> {
  const topology: Topology = {
    format: 'graph-model',
    modelTopology: graph,
    weightsManifest: [
      {
        paths: [MODEL_FILES.weights],
        weights: [
          ...weights.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'float32' as const })),
          ...constants.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'int32' as const })),
        ],
      },
    ],
  };
  return {
    [MODEL_FILES.weights]: joinValues([...weights, ...constants]),
    [MODEL_FILES.topology]: JSON.stringify(topology),
  };
}

/**
 * Writes a model folder that holds its network as ONNX alone, there whole or not at all; one already there is replaced.
 * @throws as `writeModelFolder`
 */
export function writeReadingFolder(path: string, { card, onnx }: Pick<NewModel, 'card' | 'onnx'>): void {
  landModel(path, card, {
    [MODEL_FILES.onnx]: onnx,
    [MODEL_FILES.card]: `${JSON.stringify(card, null, 2)}\n`,
  });
}

function landModel(
  path: string,
  card: Card,
  content: Readonly<Record<string, Uint8Array | string>>,
): Manifest['files'] {
  const problem = cardProblem(cardSchema.parse(card));
  if (problem !== undefined) throw new Error(`card of ${card.name}: ${problem}`);
  const files = Object.fromEntries(
    Object.entries(content).map(([name, data]) => [
      name,
      { sha256: sha256(data), bytes: Buffer.byteLength(data) },
    ]),
  );
  const manifest = `${JSON.stringify({ format: 1, files }, null, 2)}\n`;
  writeFolderAtomic(path, { ...content, [MANIFEST]: manifest });
  return files;
}

function joinValues(parts: readonly { values: Float32Array | Int32Array }[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { values }) => sum + values.byteLength, 0));
  let offset = 0;
  for (const { values } of parts) {
    joined.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return joined;
}

/**
 * Reads a model folder and checks it: manifest, form, labels against the head's width.
 * @throws DemifaceError `missing`, `corrupt` or `mismatch`, in one line
 */
export function readModelFolder(path: string): ModelFolder {
  const manifest = readManifest(path);
  if (!holdsWeights(manifest))
    throw new DemifaceError('missing', `${path} holds its network as ONNX alone, expected its weights too`);
  const read = new Map(Object.keys(manifest.files).map((name) => [name, readListed(path, manifest, name)]));
  const card = parse(path, MODEL_FILES.card, read.get(MODEL_FILES.card)!, cardSchema);
  const topology = parse(path, MODEL_FILES.topology, read.get(MODEL_FILES.topology)!, topologySchema);
  const weights = splitWeights(path, read.get(MODEL_FILES.weights)!, topology);
  const problem = cardProblem(card) ?? headProblem(card, weights);
  if (problem !== undefined)
    throw new DemifaceError('mismatch', `${join(path, MODEL_FILES.card)}: ${problem}`);
  return { path, card, weights, sha256: manifest.files[MODEL_FILES.weights]!.sha256 };
}

/** Whether a folder holds weights beside its ONNX file. @throws DemifaceError `missing` or `corrupt` */
export function hasWeights(path: string): boolean {
  return holdsWeights(readManifest(path));
}

function holdsWeights({ files }: Manifest): boolean {
  return Object.hasOwn(files, MODEL_FILES.weights) && Object.hasOwn(files, MODEL_FILES.topology);
}

/**
 * Reads a folder's card, and nothing else of it.
 * @throws DemifaceError as `readModelFolder`
 */
export function readCard(path: string): Card {
  const card = parse(
    path,
    MODEL_FILES.card,
    readListed(path, readManifest(path), MODEL_FILES.card),
    cardSchema,
  );
  const problem = cardProblem(card);
  if (problem !== undefined)
    throw new DemifaceError('mismatch', `${join(path, MODEL_FILES.card)}: ${problem}`);
  return card;
}

/**
 * As `readCard`; of the other files only the sizes are looked at, so that a whole library costs little.
 * @returns the bytes of all its files besides
 * @throws DemifaceError as `readModelFolder`
 */
export function glanceAtModel(path: string): { card: Card; bytes: number } {
  const card = readCard(path);
  let sum = 0;
  for (const [name, { bytes }] of Object.entries(readManifest(path).files)) {
    const size = statSync(join(path, name), { throwIfNoEntry: false })?.size;
    if (size !== bytes)
      throw new DemifaceError(
        'corrupt',
        `${join(path, name)} ${size === undefined ? 'is not there' : `holds ${size} bytes, expected ${bytes}`}`,
      );
    sum += bytes;
  }
  return { card, bytes: sum };
}

/**
 * Reads the card and the ONNX file of a folder; the checksums of the others are checked as well.
 * @throws DemifaceError as `readModelFolder`
 */
export function readOnnxModel(path: string): OnnxModel {
  const manifest = readManifest(path);
  for (const name of Object.keys(manifest.files)) readListed(path, manifest, name);
  const onnx = readListed(path, manifest, MODEL_FILES.onnx);
  return { path, card: readCard(path), onnx, sha256: manifest.files[MODEL_FILES.onnx]!.sha256 };
}

/**
 * Reads one of `MODEL_FILES`, as it is.
 * @throws DemifaceError `missing` or `corrupt`
 */
export function readModelFile(path: string, name: string): Buffer<ArrayBuffer> {
  return readListed(path, readManifest(path), name);
}

function readManifest(path: string): Manifest {
  if (!existsSync(join(path, MANIFEST)))
    throw new DemifaceError('missing', `no model at ${path}: expected a folder with ${MANIFEST}`);
  const manifest = parse(path, MANIFEST, readOrCorrupt(path, MANIFEST), manifestSchema);
  for (const name of NEEDED)
    if (!Object.hasOwn(manifest.files, name))
      throw new DemifaceError('corrupt', `${join(path, MANIFEST)} is damaged: it does not name ${name}`);
  return manifest;
}

/** A file's content, if it is what the manifest says. */
function readListed(path: string, { files }: Manifest, name: string): Buffer<ArrayBuffer> {
  if (!Object.hasOwn(files, name)) throw new DemifaceError('missing', `${path} holds no ${name}`);
  const { sha256: expected, bytes } = files[name]!;
  const data = readOrCorrupt(path, name);
  if (data.byteLength !== bytes || sha256(data) !== expected)
    throw new DemifaceError(
      'corrupt',
      `${join(path, name)} is damaged: its checksum differs from the manifest's`,
    );
  return data;
}

function headProblem({ labels, taps }: Card, weights: readonly NamedWeight[]): string | undefined {
  const ends = [`${taps.output}/bias`, `${taps.output}/values`]; // of classes, of an expectation
  const width = weights.find(({ name }) => ends.includes(name))?.shape.at(-1);
  const expected = labels?.length ?? 1;
  return width === expected
    ? undefined
    : `the head is ${width ?? 0} wide, but the card has ${expected} outputs`;
}

function readOrCorrupt(path: string, name: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(join(path, name));
  } catch (error) {
    throw new DemifaceError('corrupt', `${join(path, name)} cannot be read: ${(error as Error).message}`);
  }
}

function parse<T>(path: string, name: string, data: Buffer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(data.toString('utf8')));
  } catch (error) {
    const what =
      error instanceof z.ZodError
        ? `${error.issues[0]?.path.join('.') ?? ''}: ${error.issues[0]?.message ?? 'wrong form'}`
        : 'it is no JSON';
    throw new DemifaceError('corrupt', `${join(path, name)} is damaged: ${what}`);
  }
}

function splitWeights(path: string, data: Buffer<ArrayBuffer>, topology: Topology): NamedWeight[] {
  const specs = topology.weightsManifest[0].weights;
  const bytesOf = (shape: readonly number[]) => 4 * shape.reduce((a, b) => a * b, 1);
  const expected = specs.reduce((sum, { shape }) => sum + bytesOf(shape), 0);
  if (expected !== data.byteLength)
    throw new DemifaceError(
      'corrupt',
      `${join(path, MODEL_FILES.weights)} holds ${data.byteLength} bytes, expected ${expected}`,
    );
  let offset = data.byteOffset;
  return specs.flatMap(({ name, shape, dtype }) => {
    const part = data.buffer.slice(offset, offset + bytesOf(shape));
    offset += part.byteLength;
    return dtype === 'float32' ? [{ name, shape, values: new Float32Array(part) }] : [];
  });
}
