import { statSync } from 'node:fs';
import { join } from 'node:path';

import type { Card } from './card.ts';
import { cardProblem, cardSchema } from './card.ts';
import { CodedError, DemifaceError } from '../common/error.ts';
import { message } from '../messages/message.ts';
import type { Manifest } from './model-manifest.ts';
import {
  landManifested,
  MODEL_FILES,
  parse,
  readListed,
  readListedInSlices,
  readManifest,
} from './model-manifest.ts';
import type { GraphNetwork, NamedWeight } from './model-weights.ts';
import { splitWeights, tensorFlowFiles, topologySchema } from './model-weights.ts';
import type { CodedMessage } from '../messages/message.ts';

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

/** What a model folder holds beside the card; `graph` is the network as a TensorFlow.js graph model. */
export interface NewModel extends GraphNetwork {
  card: Card;
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

/**
 * Writes a model folder that holds its network as ONNX alone, there whole or not at all; one already there is replaced.
 * @throws as `writeModelFolder`
 */
export function writeInferenceFolder(path: string, { card, onnx }: Pick<NewModel, 'card' | 'onnx'>): void {
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
  if (problem !== undefined) throw new CodedError(message('model.ofCard', { name: card.name, problem }));
  return landManifested(path, content);
}

/**
 * Reads a model folder and checks it: manifest, form, labels against the head's width.
 * @throws DemifaceError `missing`, `corrupt` or `mismatch`, in one line
 */
export function readModelFolder(path: string): ModelFolder {
  const manifest = readManifest(path);
  if (!holdsWeights(manifest)) throw new DemifaceError('missing', message('model.onnxAlone', { path }));
  const read = new Map(Object.keys(manifest.files).map((name) => [name, readListed(path, manifest, name)]));
  const card = parse(path, MODEL_FILES.card, read.get(MODEL_FILES.card)!, cardSchema);
  const topology = parse(path, MODEL_FILES.topology, read.get(MODEL_FILES.topology)!, topologySchema);
  const weights = splitWeights(path, read.get(MODEL_FILES.weights)!, topology);
  const problem = cardProblem(card) ?? headProblem(card, weights);
  if (problem !== undefined)
    throw new DemifaceError(
      'mismatch',
      message('model.problem', { file: join(path, MODEL_FILES.card), problem }),
    );
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
    throw new DemifaceError(
      'mismatch',
      message('model.problem', { file: join(path, MODEL_FILES.card), problem }),
    );
  return card;
}

/**
 * As `readCard`; of the other files only the sizes are looked at, so that a whole library costs little.
 * @returns the bytes of all its files besides
 * @throws DemifaceError as `readModelFolder`
 */
export function readCardAndSize(path: string): { card: Card; bytes: number } {
  const card = readCard(path);
  let sum = 0;
  for (const [name, { bytes }] of Object.entries(readManifest(path).files)) {
    const size = statSync(join(path, name), { throwIfNoEntry: false })?.size;
    if (size !== bytes)
      throw new DemifaceError(
        'corrupt',
        size === undefined
          ? message('model.fileGone', { file: join(path, name) })
          : message('model.size', { file: join(path, name), found: size, expected: bytes }),
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
  const onnx = readListed(path, manifest, MODEL_FILES.onnx);
  for (const name of Object.keys(manifest.files))
    if (name !== MODEL_FILES.onnx) readListed(path, manifest, name);
  return { path, card: readCard(path), onnx, sha256: manifest.files[MODEL_FILES.onnx]!.sha256 };
}

/** As `readOnnxModel`, in slices: a large model holds up nothing else of the process for long. @throws as `readOnnxModel` */
export async function readOnnxModelInSlices(path: string): Promise<OnnxModel> {
  const manifest = readManifest(path);
  const onnx = await readListedInSlices(path, manifest, MODEL_FILES.onnx);
  for (const name of Object.keys(manifest.files))
    if (name !== MODEL_FILES.onnx) await readListedInSlices(path, manifest, name);
  return { path, card: readCard(path), onnx, sha256: manifest.files[MODEL_FILES.onnx]!.sha256 };
}

/**
 * Reads one of `MODEL_FILES`, as it is.
 * @throws DemifaceError `missing` or `corrupt`
 */
export function readModelFile(path: string, name: string): Buffer<ArrayBuffer> {
  return readListed(path, readManifest(path), name);
}

function headProblem({ labels, taps }: Card, weights: readonly NamedWeight[]): CodedMessage | undefined {
  const ends = [`${taps.output}/bias`, `${taps.output}/values`]; // of classes, of an expectation
  const width = weights.find(({ name }) => ends.includes(name))?.shape.at(-1);
  const expected = labels?.length ?? 1;
  return width === expected
    ? undefined
    : message('model.headWidth', { width: width ?? 0, outputs: expected });
}
