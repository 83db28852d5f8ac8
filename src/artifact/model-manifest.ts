import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import { recoverFolder, writeFolderAtomic } from '../common/files/atomic.ts';
import { DemifaceError } from '../common/error.ts';
import { message } from '../messages/message.ts';
import { sha256 } from '../common/sha256.ts';
import type { CodedMessage } from '../messages/message.ts';

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
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes these files with a manifest of their checksums: the folder is there whole or not at all.
 * @throws DemifaceError `disk`
 */
export function landManifested(
  path: string,
  content: Readonly<Record<string, Uint8Array | string>>,
): Manifest['files'] {
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

/** @throws DemifaceError `missing` or `corrupt` */
export function readManifest(path: string): Manifest {
  recoverFolder(path);
  if (!existsSync(join(path, MANIFEST)))
    throw new DemifaceError('missing', message('model.none', { path, manifest: MANIFEST }));
  const manifest = parse(path, MANIFEST, readOrCorrupt(path, MANIFEST), manifestSchema);
  for (const name of NEEDED)
    if (!Object.hasOwn(manifest.files, name))
      throw new DemifaceError('corrupt', message('model.unnamed', { file: join(path, MANIFEST), name }));
  return manifest;
}

/** A file's content, if it is what the manifest states. @throws DemifaceError `missing` or `corrupt` */
export function readListed(path: string, { files }: Manifest, name: string): Buffer<ArrayBuffer> {
  if (!Object.hasOwn(files, name))
    throw new DemifaceError('missing', message('model.holdsNo', { path, name }));
  const { sha256: expected, bytes } = files[name]!;
  const data = readOrCorrupt(path, name);
  if (data.byteLength !== bytes || sha256(data) !== expected)
    throw new DemifaceError('corrupt', message('model.checksum', { file: join(path, name) }));
  return data;
}

/** So much is read and hashed at once: about a millisecond. */
const SLICE_BYTES = 1 << 20;

/** As `readListed`, in slices: however large the file, nothing else of the process waits long. @throws as `readListed` */
export async function readListedInSlices(
  path: string,
  { files }: Manifest,
  name: string,
): Promise<Buffer<ArrayBuffer>> {
  if (!Object.hasOwn(files, name))
    throw new DemifaceError('missing', message('model.holdsNo', { path, name }));
  const { sha256: expected, bytes } = files[name]!;
  const file = await openOrCorrupt(path, name);
  try {
    const wrong = () => new DemifaceError('corrupt', message('model.checksum', { file: join(path, name) }));
    if ((await file.stat()).size !== bytes) throw wrong();
    const data = Buffer.allocUnsafeSlow(bytes);
    const hash = createHash('sha256');
    for (let at = 0; at < bytes;) {
      const length = Math.min(SLICE_BYTES, bytes - at);
      const { bytesRead } = await file.read(data, at, length, at).catch((error: unknown) => {
        throw unreadable(path, name, error as Error);
      });
      if (bytesRead === 0) throw wrong();
      hash.update(data.subarray(at, at + bytesRead));
      at += bytesRead;
    }
    if (hash.digest('hex') !== expected) throw wrong();
    return data;
  } finally {
    await file.close();
  }
}

function openOrCorrupt(path: string, name: string): Promise<FileHandle> {
  return open(join(path, name)).catch((error: unknown) => {
    throw unreadable(path, name, error as Error);
  });
}

function readOrCorrupt(path: string, name: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(join(path, name));
  } catch (error) {
    throw unreadable(path, name, error as Error);
  }
}

function unreadable(path: string, name: string, { message: error }: Error): DemifaceError {
  return new DemifaceError('corrupt', message('model.unreadable', { file: join(path, name), error }));
}

/** JSON of a form. @throws DemifaceError `corrupt` */
export function parse<T>(path: string, name: string, data: Buffer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(data.toString('utf8')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? formProblem(error.issues[0]!) : message('model.noJson');
    throw new DemifaceError('corrupt', message('model.damaged', { file: join(path, name), problem }));
  }
}

function formProblem({ path, message: text }: z.core.$ZodIssue): CodedMessage {
  const field = path.join('.');
  const problem = text.replace('received undefined', 'found nothing');
  return field === ''
    ? message('model.wrongWhole', { problem })
    : message('model.wrongForm', { field, problem });
}
