import { appendFileSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { z } from 'zod';

import { jsonOf } from '../common/json.ts';
import { makeFolder } from '../common/files/make-folder.ts';
import { homeFolder } from './places.ts';
import { sha256OfFile } from '../common/sha256.ts';

/** Beside files that go to other machines: what they are, by name and SHA-256. */
export const MANIFEST = 'manifest.json';

const manifestSchema = z.union([
  z.object({ format: z.literal('demiface-export'), files: z.record(z.string(), z.unknown()) }),
  z.object({ format: z.literal(1), files: z.looseObject({ 'card.json': z.unknown() }) }),
]);

/** SHA-256 of every file that was written to the place that a user chose, one a line: wherever it lies now, it is our own. */
const listPath = () => join(homeFolder(), 'written-files');

/** Before they land, so that what a killed process left is recognized. */
export function recordWrittenFiles(hashes: readonly string[]): void {
  try {
    makeFolder(homeFolder());
    appendFileSync(listPath(), hashes.map((hash) => `${hash}\n`).join(''));
  } catch {
    // Results do not need the app's own folder: these will not be replaced unasked, that is all.
  }
}

/**
 * Checks whether files are as Demiface wrote them: their SHA-256 stands in the list, which is read once, or in a
 * manifest of ours beside them.
 */
export function writtenFiles(): (path: string) => boolean {
  let listed: ReadonlySet<string> | undefined;
  return (path) => {
    const manifest = manifestSchema.safeParse(jsonOf(textOf(join(dirname(path), MANIFEST))));
    const name = basename(path);
    if (manifest.success && name === MANIFEST) return true; // it lists the others, not itself
    const hash = sha256OfFile(path);
    const hashes = manifest.success ? JSON.stringify(manifest.data.files[name] ?? '') : '';
    if (hashes.includes(hash)) return true;
    listed ??= new Set(textOf(listPath()).split('\n'));
    return listed.has(hash);
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
