import { isUtf8 } from 'node:buffer';
import { readdir, realpath, stat } from 'node:fs/promises';
import type { BigIntStats, Dirent } from 'node:fs';
import { join } from 'node:path';

import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { DemifaceError } from '../error.ts';

/** A regular file, or what a link to one leads to. */
export interface WalkedFile {
  /** Below the top, `/`-separated. */
  path: string;
  /** On the disk. */
  at: string;
  isLink: boolean;
}

/** What is passed over, with the reason in a short phrase. */
export interface SkippedPath {
  path: string;
  reason: CodedMessage;
  /** A file that may be wanted, or a whole folder, that cannot be read. */
  unreadable?: 'file' | 'folder';
}

interface Folder {
  at: string;
  prefix: string;
}

/**
 * Everything below a folder. Each folder is read once, however many links lead to it, and where it lies rather than where a
 * link stands. Only regular files are given: a pipe or a device named like a picture would never end.
 * @throws DemifaceError `unreadable` if the folder itself cannot be read
 */
export async function* walkFiles(top: string): AsyncGenerator<WalkedFile | SkippedPath> {
  const read = new Set<string>();
  const folders: Folder[] = [{ at: top, prefix: '' }];
  const links: Folder[] = [];
  for (let folder = folders.shift(); folder; folder = folders.shift() ?? links.shift()) {
    const { id, real } = await identity(folder.at);
    if (folder.at !== top && isOfSystem(real)) {
      yield { path: folder.prefix, reason: OF_SYSTEM };
      continue;
    }
    if (read.has(id)) {
      yield { path: folder.prefix, reason: message('skipped.readAlready') };
      continue;
    }
    read.add(id);
    for (const entry of await entriesOf(folder, top)) {
      if (!('at' in entry)) yield entry;
      else if (!entry.isFolder) yield { path: entry.path, at: entry.at, isLink: entry.isLink };
      else (entry.isLink ? links : folders).push({ at: entry.at, prefix: `${entry.path}/` });
    }
  }
}

/** The same for every name of one file or folder. */
export function identityOf({ dev, ino }: BigIntStats, at: string): string {
  return ino === 0n ? at : `${dev}:${ino}`; // some network disks number nothing
}

async function identity(at: string): Promise<{ id: string; real: string }> {
  const stats = await stat(at, { bigint: true }).catch(() => undefined);
  const real = await realpath(at).catch(() => at);
  return { id: stats ? identityOf(stats, real) : at, real };
}

const OF_SYSTEM = message('skipped.system');

/** Files without an end lie there, and folders that lead to themselves; `/dev/shm` is memory for files. */
const isOfSystem = (real: string) => /^\/(proc|sys|dev(?!\/shm(\/|$)))(\/|$)/.test(real);

interface Entry extends WalkedFile {
  isFolder: boolean;
}

async function entriesOf({ at, prefix }: Folder, top: string): Promise<(Entry | SkippedPath)[]> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(at, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (at === top)
      throw new DemifaceError('unreadable', message('files.folderUnreadable', { path: at, error: code }), {
        cause: error,
      });
    const reason = message('skipped.folderUnreadable', { error: code });
    return [{ path: prefix, reason, unreadable: 'folder' }];
  }
  const shown = entries
    .map((entry) => ({ entry, name: entry.name.toString() }))
    .filter(({ name }) => !isHidden(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(shown.map(({ entry, name }) => entryOf(entry, join(at, name), `${prefix}${name}`)));
}

async function entryOf(entry: Dirent<Buffer>, at: string, path: string): Promise<Entry | SkippedPath> {
  const isLink = !entry.isFile() && !entry.isDirectory();
  let what: Pick<Dirent, 'isFile' | 'isDirectory'> & Parameters<typeof kindOf>[0] = entry;
  if (!isUtf8(entry.name))
    return entry.isDirectory()
      ? { path: `${path}/`, reason: NOT_UTF8, unreadable: 'folder' }
      : { path, reason: NOT_UTF8, unreadable: 'file' };
  try {
    if (isLink) what = await stat(at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { path, reason: message('skipped.brokenLink') };
    if (code === 'ELOOP') return { path, reason: message('skipped.circularLink') };
    return { path, reason: message('skipped.unreadable', { error: code ?? 'unknown' }) };
  }
  if (!what.isFile() && !what.isDirectory()) return { path, reason: kindOf(what) };
  if (isLink && isOfSystem(await realpath(at).catch(() => at))) return { path, reason: OF_SYSTEM };
  return { path, at, isLink, isFolder: what.isDirectory() };
}

/** Linux lets names be any bytes. Node decodes them with replacement characters, by which no file is found again. */
const NOT_UTF8 = message('skipped.notUtf8');

/** In a short phrase, for a path by which nothing is found. */
export function missingPath(path: string): CodedMessage {
  return path.includes('\uFFFD') ? message('picture.goneOfName') : message('picture.gone');
}

/** In a short phrase, what something is that is neither a file nor a folder. */
export function kindOf(what: Pick<Dirent, 'isFIFO' | 'isSocket'>): CodedMessage {
  if (what.isFIFO()) return message('skipped.pipe');
  return what.isSocket() ? message('skipped.socket') : message('skipped.device');
}

/** What systems keep beside a person's files: macOS in archives, network disks their thumbnails, Windows what was deleted. */
const OF_SYSTEMS: readonly string[] = ['__MACOSX', '@eaDir', '$RECYCLE.BIN'];

/** Dot files, folders of systems, and names that lead out of the root. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || OF_SYSTEMS.includes(part));
}
