import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { jsonOf } from '../../common/json.ts';
import { sha256 } from '../../common/sha256.ts';

export const PICTURES_FILE = 'pictures.bin';
export const MANIFEST_FILE = 'manifest.json';

/** Raised when the same source would give other bytes, or other pictures. */
export const PICTURES_VERSION = 3;

const ContentId = z.string().length(64);

const Body = z.object({
  format: z.literal('demiface-pictures'),
  version: z.number(),
  /** Hash of the source's files as they lie and of which pictures and boxes were requested. */
  source: z.string(),
  /** Hash of the files alone; absent from manifests of earlier versions. */
  files: z.string().optional(),
  size: z.number().int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** For each picture requested, in order: its content, or null where it was left out and has no row. */
  contents: z.array(ContentId.nullable()),
  leftOut: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** Pictures whose face box reaches beyond them; absent from manifests of earlier versions. */
  clipped: z.array(z.string()).optional(),
  pictures: z.object({ bytes: z.number().int(), sha256: z.string(), mtimeMs: z.number() }),
});
export type PictureManifest = z.infer<typeof Body>;

const Manifest = z.object({ body: Body, sha256: z.string() });

export function manifestText(body: PictureManifest): string {
  return `${JSON.stringify({ body, sha256: checksum(body) })}\n`;
}

/**
 * The manifest of a folder whose pictures it describes.
 * @returns a text with what is wrong; `undefined` where there is no such folder
 */
export function readManifest(folder: string): PictureManifest | string | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch {
    return statSync(folder, { throwIfNoEntry: false }) ? 'their manifest cannot be read' : undefined;
  }
  const manifest = Manifest.safeParse(jsonOf(text));
  if (!manifest.success || checksum(manifest.data.body) !== manifest.data.sha256)
    return 'their manifest is damaged';
  return manifest.data.body;
}

/** @returns what is wrong with the pictures; they are hashed only if they were written to since */
export function faultOfPictures(
  folder: string,
  { pictures }: Pick<PictureManifest, 'pictures'>,
): string | undefined {
  try {
    const fd = openSync(join(folder, PICTURES_FILE), 'r');
    try {
      const { size, mtimeMs } = fstatSync(fd);
      if (size !== pictures.bytes)
        return `their file has ${size} bytes where ${pictures.bytes} were expected`;
      if (mtimeMs !== pictures.mtimeMs && sha256Of(fd) !== pictures.sha256) return 'their file was altered';
      return undefined;
    } finally {
      closeSync(fd);
    }
  } catch {
    return 'their file cannot be read';
  }
}

function sha256Of(fd: number): string {
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(1 << 20);
  for (let at = 0; ;) {
    const read = readSync(fd, part, 0, part.length, at);
    if (read === 0) return hash.digest('hex');
    hash.update(part.subarray(0, read));
    at += read;
  }
}

function checksum(body: PictureManifest): string {
  return sha256(JSON.stringify(body));
}
