import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, posix, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { createHash } from 'node:crypto';

import type { StoredMessage } from '../../messages/message.ts';
import { DemifaceError, messageOf } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { isPictureFile } from '../../common/pictures/picture-files.ts';
import { readPictureFile } from '../../common/files/regular-file.ts';
import { isHidden, type SkippedPath, walkFiles } from '../../common/files/walk-files.ts';
import type { Archive } from './archives/archive.ts';
import { asDamaged, isArchive, isForeignArchive, openArchive } from './archives/open.ts';
import { throwIfAborted } from '../../common/interrupted.ts';
import { rootStats } from './root-stats.ts';
import { differingFiles } from './same-paths.ts';

/** A file's bytes, or in one short phrase why they cannot be had. */
export type FileContent = { file: string; bytes: Buffer } | { file: string; reason: StoredMessage };

/**
 * Everything below a root, archives counted as if they were unpacked where they lie. Paths are relative to the
 * root, `/`-separated, in Unicode's composed form. Hidden files and what macOS adds to archives are left out.
 */
export interface Files {
  root: string;
  /** Sorted by code units. */
  paths: readonly string[];
  /** Archives of kinds that are not read here, for a helpful error. */
  foreign: readonly string[];
  /** What lies there but is no file that can be read: folders without permission, links without an end, devices. */
  skipped: readonly SkippedPath[];
  /** All wanted files with their bytes, each once, in the order in which they lie on the disk. */
  read(wanted: (file: string) => boolean, signal?: AbortSignal): AsyncGenerator<FileContent>;
  /** One file as a stream, for lists too large to hold. */
  open(file: string): Promise<Readable>;
  /** Files that another one of the same path hides, as far as their contents differ: both are read whole. */
  differing(signal?: AbortSignal): Promise<SkippedPath[]>;
}

/** A file as it lies on the disk. */
interface OnDisk {
  path: string;
  at: string;
  stats: Stats;
}

/**
 * Lists a root: a folder, or a single archive or list within its folder.
 * @throws DemifaceError `missing` without such a folder, `unreadable` for a damaged archive
 */
export async function openFiles(root: string, signal?: AbortSignal): Promise<Files> {
  const loose = new Map<string, string>();
  const archives: ListedArchive[] = [];
  const foreign: string[] = [];
  const { found: onDisk, skipped } = await walk(root, signal);
  for (const { path, at } of onDisk) {
    if (isForeignArchive(path)) foreign.push(path);
    else if (loose.has(path)) skipped.push({ path, reason: message('skipped.sameName') });
    else if (!isArchive(path)) loose.set(path, at);
  }
  const taken = new Map<string, string | undefined>([...loose.keys()].map((path) => [path, undefined]));
  for (const { path, at } of onDisk) {
    if (!isArchive(path)) continue;
    archives.push(await listedArchive({ path, at }, taken, skipped, signal));
  }

  async function* read(
    wanted: (file: string) => boolean,
    readSignal?: AbortSignal,
  ): AsyncGenerator<FileContent> {
    for (const [file, at] of loose) {
      throwIfAborted(readSignal);
      if (wanted(file)) yield await readLoose(root, file, at);
    }
    for (const archive of archives) yield* readArchive(archive, archive.names, wanted, readSignal);
  }

  async function open(file: string): Promise<Readable> {
    const at = loose.get(file);
    if (at !== undefined) return createReadStream(at);
    for (const { archive, names } of archives)
      for (const [name, inside] of names) if (inside === file) return archive.open(name);
    throw new DemifaceError('missing', message('lists.noFile', { file, root }));
  }

  async function readDiffering(readSignal?: AbortSignal): Promise<SkippedPath[]> {
    const wanted = new Set(archives.flatMap(({ passedOver }) => [...passedOver.values()]));
    if (wanted.size === 0) return [];
    const others = archives.map((archive) => ({
      archive: archive.at,
      contents: readArchive(archive, archive.passedOver, () => true, readSignal),
    }));
    return differingFiles(
      read((file) => wanted.has(file), readSignal),
      taken,
      others,
    );
  }

  const paths = [...taken.keys()].sort();
  return { root, paths, foreign, skipped, read, open, differing: readDiffering };
}

interface ListedArchive {
  at: string;
  archive: Archive;
  /** Paths below the root by their names in the archive. */
  names: ReadonlyMap<string, string>;
  /** The same, of files that are not read, since another one has their path. */
  passedOver: ReadonlyMap<string, string>;
}

/** Adds an archive's files to those that are taken, and what of it is not read to what is skipped. */
async function listedArchive(
  { path, at }: Pick<OnDisk, 'path' | 'at'>,
  taken: Map<string, string | undefined>,
  skipped: SkippedPath[],
  signal?: AbortSignal,
): Promise<ListedArchive> {
  const archive = await openArchive(at, signal);
  const unpacked = (name: string) => posix.normalize(posix.join(posix.dirname(path), name)).normalize('NFC');
  const names = new Map<string, string>();
  const passedOver = new Map<string, string>();
  if (archive.hasRest) skipped.push({ path, reason: message('skipped.behindEnd') });
  for (const name of archive.names) {
    const file = unpacked(name);
    if (leadsOut(name))
      skipped.push({
        path: `${path}: ${name}`,
        reason: message('skipped.leadsOut'),
      });
    if (leadsOut(name) || isHidden(file)) continue;
    if (taken.has(file)) {
      passedOver.set(name, file);
      continue;
    }
    if (isArchive(file) || isForeignArchive(file))
      skipped.push({ path: file, reason: message('skipped.innerArchive') });
    taken.set(file, at);
    names.set(name, file);
  }
  for (const file of archive.links.map(unpacked))
    if (!isHidden(file) && isPictureFile(file))
      skipped.push({ path: file, reason: message('skipped.innerLink') });
  return { at, archive, names, passedOver };
}

const leadsOut = (name: string) => posix.normalize(name).split('/')[0] === '..';

/** @param names the paths below the root of those that may be read */
async function* readArchive(
  { at, archive }: Pick<ListedArchive, 'at' | 'archive'>,
  names: ReadonlyMap<string, string>,
  wanted: (file: string) => boolean,
  signal?: AbortSignal,
): AsyncGenerator<FileContent> {
  const isWanted = (name: string) => {
    const file = names.get(name);
    return file !== undefined && wanted(file);
  };
  try {
    for await (const { name, ...content } of archive.read(isWanted, signal))
      yield { file: names.get(name) ?? name, ...content };
  } catch (error) {
    throw asDamaged(error, at);
  }
}

/** Changes when anything below the root is added, removed or written; costs one look at each file on the disk. */
export async function sourceSignature(root: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const { found } = await walk(root, signal);
  for (const { path, stats } of found) hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
  return hash.digest('hex');
}

/** @throws DemifaceError `missing` if the whole root has gone: its pictures may still exist */
async function readLoose(root: string, file: string, at: string): Promise<FileContent> {
  try {
    return { file, bytes: await readPictureFile(at) };
  } catch (error) {
    if (!(await stat(root).catch(() => undefined)))
      throw new DemifaceError('missing', message('lists.rootGone', { root }), { cause: error });
    return { file, reason: messageOf(error) };
  }
}

async function walk(
  root: string,
  signal?: AbortSignal,
): Promise<{ found: OnDisk[]; skipped: SkippedPath[] }> {
  const stats = rootStats(root);
  if (stats.isFile() && isArchive(root))
    return { found: [{ path: basename(root), at: resolve(root), stats }], skipped: [] };
  const top = resolve(stats.isDirectory() ? root : dirname(root));
  const found: OnDisk[] = [];
  const skipped: SkippedPath[] = [];
  let looked: Promise<OnDisk | SkippedPath>[] = [];
  const take = async () => {
    for (const one of await Promise.all(looked))
      if ('stats' in one) found.push(one);
      else skipped.push(one);
    looked = [];
  };
  for await (const one of walkFiles(top)) {
    throwIfAborted(signal);
    const path = one.path.normalize('NFC');
    if ('reason' in one) skipped.push({ ...one, path });
    else looked.push(lookedAt(path, one.at));
    if (looked.length >= LOOKS_AT_A_TIME) await take();
  }
  await take();
  const byPath = (a: { path: string }, b: { path: string }) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
  return { found: found.sort(byPath), skipped: skipped.sort(byPath) };
}

const LOOKS_AT_A_TIME = 64;

async function lookedAt(path: string, at: string): Promise<OnDisk | SkippedPath> {
  try {
    return { path, at, stats: await stat(at) };
  } catch (error) {
    return {
      path,
      reason: message('skipped.unreadable', { error: (error as NodeJS.ErrnoException).code ?? 'unknown' }),
    };
  }
}
