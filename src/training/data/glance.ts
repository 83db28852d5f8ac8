import { createReadStream, type Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { DemifaceError } from '../../artifact/error.ts';
import { archiveNames, isArchive, isForeignArchive, openArchive } from './archives/open.ts';
import { isHidden } from './files.ts';
import { stopIfAborted } from './interrupted.ts';

/** What lies below a root, as far as it could be listed in the time given. Names alone: nothing else is read. */
export interface Glance {
  root: string;
  /** As in `Files`: below the root, archives counted as if they were unpacked where they lie. */
  paths: readonly string[];
  foreign: readonly string[];
  /** There is more than was listed. */
  isPartial: boolean;
  /** Archives that cannot be listed, each with the reason. */
  damaged: readonly string[];
  /** One file as a stream. @throws DemifaceError `missing` or `unreadable` */
  open(file: string): Promise<Readable>;
}

interface Found {
  loose: Map<string, string>;
  archives: { path: string; at: string }[];
  foreign: string[];
}

/**
 * Lists a root as `openFiles` does, but stops after a while: a compressed archive of many gigabytes is not worth a wait.
 * Folders come first, then archives, each with an equal part of the time that is left.
 * @throws DemifaceError `missing`, `mismatch` for a file that can be none, `unreadable`, `interrupted`
 */
export async function glanceAt(
  root: string,
  { withinMs, signal }: { withinMs: number; signal?: AbortSignal | undefined },
): Promise<Glance> {
  const end = performance.now() + withinMs;
  const found: Found = { loose: new Map(), archives: [], foreign: [] };
  let isPartial = !(await list(root, found, end, signal));
  found.archives.sort((a, b) => (a.path < b.path ? -1 : 1));
  const taken = new Set(found.loose.keys());
  const insides = new Map<string, { at: string; name: string }>();
  const damaged: string[] = [];
  for (const [i, { path, at }] of found.archives.entries()) {
    const now = performance.now();
    const until = now + Math.max(0, end - now) / (found.archives.length - i);
    try {
      for await (const name of archiveNames(at, signal)) {
        const file = posix.normalize(posix.join(posix.dirname(path), name)).normalize('NFC');
        if (!isHidden(file) && !taken.has(file)) {
          taken.add(file);
          if (/\.csv$/i.test(file)) insides.set(file, { at, name });
        }
        if (performance.now() < until) continue;
        isPartial = true;
        break;
      }
    } catch (error) {
      stopIfAborted(signal);
      damaged.push((error as Error).message);
    }
  }
  const { loose, foreign } = found;
  return {
    root,
    paths: [...taken].sort(),
    foreign: foreign.sort(),
    isPartial,
    damaged,
    async open(file) {
      const at = loose.get(file);
      if (at !== undefined) return createReadStream(at);
      const inside = insides.get(file);
      if (!inside) throw new DemifaceError('missing', `there is no list ${file} below ${root}`);
      return (await openArchive(inside.at, signal)).open(inside.name);
    },
  };
}

/** @returns whether there was time for all */
async function list(root: string, found: Found, end: number, signal?: AbortSignal): Promise<boolean> {
  const stats = await stat(root).catch(() => undefined);
  if (!stats)
    throw new DemifaceError('missing', `there is no ${root}; name the folder that holds the data set`);
  if (stats.isFile() && isArchive(root)) {
    found.archives.push({ path: basename(root), at: resolve(root) });
    return true;
  }
  if (stats.isFile() && !/\.csv$/i.test(root))
    throw new DemifaceError(
      'mismatch',
      `${root} is no data set; name a folder, an archive (.tar, .tar.gz, .zip) or a list (.csv)`,
    );
  const top = resolve(stats.isDirectory() ? root : dirname(root));
  const waiting = [{ folder: top, prefix: '', above: new Set([await realpath(top)]) }];
  for (const { folder, prefix, above } of waiting) {
    stopIfAborted(signal);
    if (folder !== top && performance.now() > end) return false;
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      throw new DemifaceError('unreadable', `the folder ${folder} cannot be read; check its permissions`, {
        cause: error,
      });
    });
    for (const entry of entries) {
      if (isHidden(entry.name)) continue;
      const at = join(folder, entry.name);
      const path = `${prefix}${entry.name.normalize('NFC')}`;
      const kind = await kindOf(entry, at);
      if (kind === 'folder') {
        const real = await realpath(at).catch(() => undefined);
        if (real !== undefined && !above.has(real))
          waiting.push({ folder: at, prefix: `${path}/`, above: new Set([...above, real]) });
      } else if (kind === 'file') {
        if (isForeignArchive(path)) found.foreign.push(path);
        else if (isArchive(path)) found.archives.push({ path, at });
        else found.loose.set(path, at);
      }
    }
  }
  return true;
}

/** Links count as what they lead to. */
async function kindOf(entry: Dirent, at: string): Promise<'file' | 'folder' | undefined> {
  const what = entry.isSymbolicLink() ? await stat(at).catch(() => undefined) : entry;
  return what?.isFile() ? 'file' : what?.isDirectory() ? 'folder' : undefined;
}
