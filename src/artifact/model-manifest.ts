import { existsSync, readFileSync } from 'node:fs';
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

function readOrCorrupt(path: string, name: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(join(path, name));
  } catch (error) {
    throw new DemifaceError(
      'corrupt',
      message('model.unreadable', { file: join(path, name), error: (error as Error).message }),
    );
  }
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
