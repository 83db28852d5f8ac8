import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { asDiskError, writeFileAtomic, writeFolderAtomic } from '../../../artifact/atomic.ts';
import { DemifaceError } from '../../../artifact/error.ts';

/** Lists the files that an export wrote; only these are ever replaced or removed. */
export const MANIFEST = 'manifest.json';

type Hashes = Record<string, string[]>;

const manifestSchema = z.strictObject({
  format: z.literal('demiface-export'),
  version: z.literal(1),
  /** SHA-256 by plain file name; two of a file that was being replaced when a process was killed. */
  files: z.record(z.string().regex(/^[\w-][\w.-]*$/), z.array(z.string().regex(/^[0-9a-f]{64}$/))),
});

/**
 * The files of an earlier export in a folder; none where nothing is there.
 * @throws DemifaceError `usage` if the place holds anything but an export, or a file of it was changed
 */
export function exportedFiles(path: string): Hashes {
  if (!existsSync(path)) return {};
  if (!statSync(path).isDirectory()) throw refused(`${path} is a file; name a new or empty folder`);
  if (readdirSync(path).length === 0) return {};
  const files = readManifest(path);
  if (!files) throw refused(`${path} is there and is no export of a run; name another place`);
  for (const [name, hashes] of Object.entries(files)) {
    const file = join(path, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats && !(stats.isFile() && hashes.includes(hashOf(readFileSync(file)))))
      throw refused(`${file} was changed after the export; move it, or name another place`);
  }
  return files;
}

/**
 * Writes a folder of files. In a folder of an earlier export its files are replaced; files that others added stay.
 * @throws DemifaceError `usage` as `exportedFiles`, or if a file of the same name is not the export's own; `disk`
 */
export function writeExport(path: string, files: Readonly<Record<string, string>>): void {
  const old = exportedFiles(path);
  const now = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [hashOf(text)]]));
  if (!existsSync(path)) return writeFolderAtomic(path, { ...files, [MANIFEST]: manifestOf(now) });
  const foreign = Object.keys(files).find((name) => !(name in old) && isThere(join(path, name)));
  if (foreign !== undefined)
    throw refused(`${join(path, foreign)} is there and is not of an export; move it, or name another place`);
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  const both = Object.fromEntries(
    [...names].map((name) => [name, [...(old[name] ?? []), ...(now[name] ?? [])]]),
  );
  // A process that is killed between two files leaves a folder that the next export recognizes.
  writeFileAtomic(join(path, MANIFEST), manifestOf(both));
  for (const [name, text] of Object.entries(files)) writeFileAtomic(join(path, name), text);
  for (const name of names) if (!(name in now)) remove(join(path, name));
  writeFileAtomic(join(path, MANIFEST), manifestOf(now));
}

function readManifest(path: string): Hashes | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(path, MANIFEST), 'utf8'))).files;
  } catch {
    return undefined;
  }
}

function manifestOf(files: Hashes): string {
  return `${JSON.stringify({ format: 'demiface-export', version: 1, files }, null, 2)}\n`;
}

function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw asDiskError(error, path);
  }
}

function refused(message: string): DemifaceError {
  return new DemifaceError('usage', message);
}
