import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

import {
  asDiskError,
  discard,
  landFolder,
  partialName,
  recoverFolder,
} from '../../../common/files/atomic.ts';
import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { makeFolder } from '../../../common/files/make-folder.ts';
import { checkOwnFolder } from '../../../artifact/output-place.ts';
import { homeFolder } from '../../../artifact/places.ts';
import type { Scaling } from '../../../artifact/scaling.ts';
import type { WeightValues } from '../model.ts';
import type { ConvertedWeight } from './conversion.ts';
import type { PublishedFrom, PublishedNet } from './layouts.ts';
import { sha256 } from '../../../common/sha256.ts';

const WEIGHTS = 'weights.bin';
const MANIFEST = 'manifest.json';

const triple = z.tuple([z.number(), z.number(), z.number()]);
const manifestSchema = z.object({
  format: z.literal(1),
  kind: z.literal('published-weights'),
  net: z.string(),
  from: z.string(),
  /** What the file was, in words. */
  what: z.string(),
  /** The file that was imported. */
  source: z.object({ name: z.string(), sha256: z.string() }),
  /** What the weights expect of pictures of 0 … 255, red first. */
  scaling: z.object({ mean: triple, std: triple }),
  /** Where the net with these weights departs from the published one, and what is drawn afresh. */
  notes: z.array(z.string()),
  /** In the order of the file. */
  weights: z.array(z.object({ name: z.string(), shape: z.array(z.int().positive()) })),
  files: z.object({ [WEIGHTS]: z.object({ sha256: z.string(), bytes: z.int() }) }),
});
export type PublishedManifest = z.infer<typeof manifestSchema>;

/** Published weights in the layout of our net of that name; some are left for the head, which is drawn afresh. */
export interface PublishedWeights {
  path: string;
  /** By name; those of the head are not there. */
  weights: WeightValues;
  /** Of the weights' file, hex. */
  sha256: string;
  what: string;
  /** What the weights expect of pictures: it belongs to them. */
  scaling: Scaling;
  notes: readonly string[];
}

/** `published/vgg-f.imagenet` below the app's own data, or below another folder. */
export function publishedPath(net: PublishedNet, from: PublishedFrom, home = homeFolder()): string {
  return join(home, 'published', `${net}.${from}`);
}

/**
 * Writes the folder whole or not at all; one already there is replaced.
 * @param onWeight after each weight, with the share of all numbers that is written
 * @throws DemifaceError `disk`, `interrupted`, and what reading a weight throws
 */
export async function writePublished(
  path: string,
  manifest: Omit<PublishedManifest, 'format' | 'kind' | 'weights' | 'files'>,
  weights: readonly ConvertedWeight[],
  onWeight?: (done: number, total: number) => void,
): Promise<PublishedManifest> {
  checkOwnFolder(path, isPublished);
  const partial = partialName(path);
  try {
    rmSync(partial, { recursive: true, force: true });
    makeFolder(partial);
    const whole: PublishedManifest = {
      format: 1,
      kind: 'published-weights',
      ...manifest,
      weights: weights.map(({ name, shape }) => ({ name, shape: [...shape] })),
      files: { [WEIGHTS]: await writeWeights(join(partial, WEIGHTS), weights, onWeight) },
    };
    writeFileSync(join(partial, MANIFEST), `${JSON.stringify(whole, null, 2)}\n`, { flush: true });
    landFolder(partial, path);
    return whole;
  } catch (error) {
    discard(partial);
    throw asDiskError(error, path);
  }
}

async function writeWeights(
  path: string,
  weights: readonly ConvertedWeight[],
  onWeight: ((done: number, total: number) => void) | undefined,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const total = weights.reduce((sum, { shape }) => sum + product(shape), 0);
  let done = 0;
  const fd = openSync(path, 'w');
  try {
    for (const { values } of weights) {
      const { buffer, byteOffset, byteLength, length } = await values();
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      hash.update(bytes);
      for (let at = 0; at < byteLength;) at += writeSync(fd, bytes, at);
      done += length;
      onWeight?.(done, total);
      await setImmediate(); // Ctrl-C is handled between two weights.
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return { sha256: hash.digest('hex'), bytes: 4 * total };
}

/**
 * Finds imported weights to start a net from.
 * @param home where `published/` lies; the app's own data if left out
 * @returns undefined if none were imported
 * @throws DemifaceError `corrupt` if they are damaged
 */
export function findPublishedWeights(
  net: PublishedNet,
  from: PublishedFrom,
  home = homeFolder(),
): PublishedWeights | undefined {
  const path = publishedPath(net, from, home);
  recoverFolder(path);
  if (!existsSync(join(path, MANIFEST))) return undefined;
  const manifest = readManifest(path);
  const { sha256: checksum, bytes } = manifest.files[WEIGHTS];
  const data = readOrCorrupt(path, WEIGHTS);
  const expected = manifest.weights.reduce((sum, { shape }) => sum + 4 * product(shape), 0);
  if (data.byteLength !== bytes || bytes !== expected || sha256(data) !== checksum)
    throw corrupt(path, WEIGHTS, "its checksum differs from the manifest's");
  const weights = new Map<string, Float32Array>();
  let at = data.byteOffset;
  for (const { name, shape } of manifest.weights) {
    weights.set(name, new Float32Array(data.buffer.slice(at, at + 4 * product(shape))));
    at += 4 * product(shape);
  }
  const { what, scaling, notes } = manifest;
  return { path, weights, sha256: checksum, what, scaling, notes };
}

/** Damaged ones too: they are brought again. */
const isPublished = (path: string) =>
  readdirSync(path).every((name) => name === WEIGHTS || name === MANIFEST);

function readManifest(path: string): PublishedManifest {
  try {
    return manifestSchema.parse(JSON.parse(readOrCorrupt(path, MANIFEST).toString('utf8')));
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    throw corrupt(path, MANIFEST, 'it is not what an import writes');
  }
}

function readOrCorrupt(path: string, name: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(join(path, name));
  } catch (error) {
    throw corrupt(path, name, (error as Error).message);
  }
}

function corrupt(path: string, name: string, why: string): DemifaceError {
  return new DemifaceError('corrupt', message('weights.importAgain', { file: join(path, name), why }));
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}
