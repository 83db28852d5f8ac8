import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { asDiskError, discard, partialName, writeFileAtomic } from '../artifact/atomic.ts';
import { DemifaceError } from '../artifact/error.ts';
import { jsonOf } from '../artifact/json.ts';
import { makeFolder } from '../artifact/make-folder.ts';
import { cacheFolder } from '../artifact/places.ts';

/** Where what was landed in a folder is noted, as SHA-256 by name: only these files are ever replaced. */
function notesOf(folder: string): string {
  const key = createHash('sha256').update(resolve(folder)).digest('hex');
  return join(cacheFolder(), 'landed', `${key}.json`);
}

/**
 * Lands files in a folder that may hold others: each is whole, and there are none before all are made.
 * @param make fills the workplace that it is given; when it throws, nothing is left, not even a new folder
 * @throws DemifaceError `disk`, also where a file of the same name is not one that was landed before; or what `make` throws
 */
export async function landFiles(folder: string, make: (workplace: string) => Promise<void>): Promise<void> {
  const workplace = partialName(join(folder, 'files'));
  let made: string | undefined;
  try {
    rmSync(workplace, { recursive: true, force: true });
    made = makeFolder(workplace);
    await make(workplace);
    const names = readdirSync(workplace);
    const hashes = names.map((name) => [name, [hashOf(join(workplace, name))]] as const);
    checkLanding(folder, names);
    const written = writtenIn(folder);
    // The next run recognizes what one that is killed between two files leaves.
    const both = hashes.map(([name, own]) => [name, [...own, ...(written[name] ?? [])]] as const);
    note(folder, { ...written, ...Object.fromEntries(both) });
    for (const name of names) renameSync(join(workplace, name), join(folder, name));
    note(folder, { ...written, ...Object.fromEntries(hashes) });
    made = undefined;
  } catch (error) {
    throw asDiskError(error, folder);
  } finally {
    discard(made ?? workplace);
  }
}

/**
 * Makes sure that no file of the user's is replaced.
 * @param names of the files that will be landed in the folder
 * @throws DemifaceError `disk`
 */
export function checkLanding(folder: string, names: readonly string[]): void {
  const written = writtenIn(folder);
  for (const name of names) {
    const path = join(folder, name);
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !(there.isFile() && written[name]?.includes(hashOf(path))))
      throw new DemifaceError(
        'disk',
        `cannot write ${path}: it is there, and this command did not write it as it is; move it, or name another folder`,
      );
  }
}

function writtenIn(folder: string): Readonly<Record<string, readonly string[]>> {
  const path = notesOf(folder);
  const found = existsSync(path) ? jsonOf(readFileSync(path, 'utf8')) : undefined;
  const entries = Object.entries((found ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([, hashes]) => Array.isArray(hashes))) as Record<
    string,
    string[]
  >;
}

function note(folder: string, written: Readonly<Record<string, readonly string[]>>): void {
  const path = notesOf(folder);
  makeFolder(dirname(path));
  writeFileAtomic(path, JSON.stringify(written));
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
