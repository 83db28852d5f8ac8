import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { z } from 'zod';

import { jsonOf } from '../common/json.ts';
import { makeFolder } from '../common/make-folder.ts';
import { homeFolder } from './places.ts';

/** Beside files that go to other machines: what they are, by name and SHA-256. */
export const MANIFEST = 'manifest.json';

const manifestSchema = z.union([
  z.object({ format: z.literal('demiface-export'), files: z.record(z.string(), z.unknown()) }),
  z.object({ format: z.literal(1), files: z.looseObject({ 'card.json': z.unknown() }) }),
]);

/** SHA-256 of every file that was written where a user said, one a line: wherever it lies now, it is our own. */
const listPath = () => join(homeFolder(), 'written-files');

/** Before they land, so that what a killed process left is recognized. */
export function noteWritten(hashes: readonly string[]): void {
  try {
    makeFolder(homeFolder());
    appendFileSync(listPath(), hashes.map((hash) => `${hash}\n`).join(''));
  } catch {
    // Results do not need the app's own folder: these will not be replaced unasked, that is all.
  }
}

/** Whether a file is as Demiface wrote it: its SHA-256 stands in the list, or in a manifest of ours beside it. */
export function isWritten(path: string): boolean {
  const manifest = manifestSchema.safeParse(jsonOf(textOf(join(dirname(path), MANIFEST))));
  const name = basename(path);
  if (manifest.success && name === MANIFEST) return true; // it lists the others, not itself
  const hash = hashOf(path);
  const said = manifest.success ? JSON.stringify(manifest.data.files[name] ?? '') : '';
  return said.includes(hash) || textOf(listPath()).split('\n').includes(hash);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function hashOf(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let n; (n = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
