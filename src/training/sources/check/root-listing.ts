import { createReadStream } from 'node:fs';
import { basename, dirname, posix, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { DemifaceError, messageOf } from '../../../common/error.ts';
import { message, type StoredMessage } from '../../../messages/message.ts';
import { isHidden, type SkippedPath, walkFiles } from '../../../common/files/walk-files.ts';
import { archiveNames, isArchive, isForeignArchive, openArchive } from '../archives/open.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import { isListFile } from '../lists/table.ts';
import { rootStats } from '../root-stats.ts';

/** What lies below a root, as far as it could be listed in the time given. Names alone: nothing else is read. */
export interface RootListing {
  root: string;
  /** As in `Files`: below the root, archives counted as if they were unpacked where they lie. */
  paths: readonly string[];
  foreign: readonly string[];
  /** There is more than was listed. */
  isPartial: boolean;
  /** As in `Files`. */
  skipped: readonly SkippedPath[];
  /** Archives that cannot be listed, each with the reason. */
  damaged: readonly StoredMessage[];
  /** One file as a stream. @throws DemifaceError `missing` or `unreadable` */
  open(file: string): Promise<Readable>;
}

interface Found {
  loose: Map<string, string>;
  archives: { path: string; at: string }[];
  foreign: string[];
  skipped: SkippedPath[];
}

/**
 * Lists a root as `openFiles` does, but stops after a while: a compressed archive of many gigabytes is not worth a wait.
 * Folders come first, then archives, each with an equal part of the time that is left.
 * @throws DemifaceError `missing`, `mismatch` for a file that can be none, `unreadable`, `interrupted`
 */
export async function listRoot(
  root: string,
  { withinMs, signal }: { withinMs: number; signal?: AbortSignal | undefined },
): Promise<RootListing> {
  const end = performance.now() + withinMs;
  const found: Found = { loose: new Map(), archives: [], foreign: [], skipped: [] };
  let isPartial = !(await list(root, found, end, signal));
  found.archives.sort((a, b) => (a.path < b.path ? -1 : 1));
  const taken = new Set(found.loose.keys());
  const insides = new Map<string, { at: string; name: string }>();
  const damaged: StoredMessage[] = [];
  for (const [i, { path, at }] of found.archives.entries()) {
    const now = performance.now();
    const until = now + Math.max(0, end - now) / (found.archives.length - i);
    try {
      for await (const name of archiveNames(at, signal)) {
        const file = posix.normalize(posix.join(posix.dirname(path), name)).normalize('NFC');
        if (!isHidden(file) && !taken.has(file)) {
          taken.add(file);
          if (isListFile(file)) insides.set(file, { at, name });
        }
        if (performance.now() < until) continue;
        isPartial = true;
        break;
      }
    } catch (error) {
      throwIfAborted(signal);
      damaged.push(messageOf(error));
    }
  }
  const { loose, foreign, skipped } = found;
  return {
    root,
    paths: [...taken].sort(),
    foreign: foreign.sort(),
    skipped,
    isPartial,
    damaged,
    async open(file) {
      const at = loose.get(file);
      if (at !== undefined) return createReadStream(at);
      const inside = insides.get(file);
      if (!inside) throw new DemifaceError('missing', message('lists.noList', { file, root }));
      return (await openArchive(inside.at, signal)).open(inside.name);
    },
  };
}

/** @returns whether there was time for all */
async function list(root: string, found: Found, end: number, signal?: AbortSignal): Promise<boolean> {
  const stats = rootStats(root);
  if (stats.isFile() && isArchive(root)) {
    found.archives.push({ path: basename(root), at: resolve(root) });
    return true;
  }
  if (stats.isFile() && !isListFile(root))
    throw new DemifaceError('mismatch', message('lists.noDataSet', { root }));
  const top = resolve(stats.isDirectory() ? root : dirname(root));
  for await (const one of walkFiles(top)) {
    throwIfAborted(signal);
    if (one.path.includes('/') && performance.now() > end) return false;
    if ('reason' in one) {
      found.skipped.push(one);
      continue;
    }
    const path = one.path.normalize('NFC');
    if (isForeignArchive(path)) found.foreign.push(path);
    else if (isArchive(path)) found.archives.push({ path, at: one.at });
    else found.loose.set(path, one.at);
  }
  return true;
}
