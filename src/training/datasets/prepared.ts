import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { landFolder, writeFileAtomic } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { sourceSignature } from '../sources/files.ts';
import {
  faultOfPictures,
  MANIFEST_FILE,
  manifestText,
  type PictureManifest,
  PICTURES_FILE,
  PICTURES_VERSION,
  readManifest,
} from '../sources/picture-manifest.ts';
import type { DataSet, LabeledPicture } from '../sources/types.ts';
import type { DecodeOptions, Source } from './decode-pictures.ts';
import { decodePictures } from './decode-pictures.ts';
import { discardWorkFolder, findOrClaimWorkFolder, liveOwners } from './work-folder.ts';
import { sha256 } from '../../common/sha256.ts';

/** A picture whose pixels are row `row` of the prepared file. */
export type PreparedPicture = LabeledPicture & {
  /** SHA-256 of the file's bytes: the same for byte-identical copies. */
  contentId: string;
  row: number;
};

/** Pictures decoded once: equal squares, uint8, HWC, one after the other in one file. */
export interface PreparedPixels {
  picturesPath: string;
  /** Side in pixels. */
  size: number;
  channels: 1 | 3;
}

/** The pixels of the same pictures at one size or several. */
export interface SizedPixels extends PreparedPixels {
  others?: readonly PreparedPixels[];
}

/** A data set decoded once. */
export interface PreparedSet extends SizedPixels {
  folder: string;
  /** Hash of all that training can learn from: names, splits, labels, votes, contents, near-duplicates, size and color. */
  fingerprint: string;
  pictures: PreparedPicture[];
  /** Labeled pictures that cannot be read. */
  leftOut: { file: string; reason: string }[];
  /** Pictures whose face box reaches beyond them and is cut off at the edge. */
  clipped: readonly string[];
}

export interface PrepareOptions extends DecodeOptions {
  /** Where prepared sets lie, one folder each. */
  cacheFolder: string;
  /** Gets the reason why prepared pictures are made again. */
  onNote?: (text: string) => void;
}

/** The pixels at this size, or the first there are, for the caller to scale. */
export function pixelsAt(prepared: SizedPixels, size: number): PreparedPixels {
  const found = prepared.others?.find((other) => other.size === size) ?? prepared;
  return { picturesPath: found.picturesPath, size: found.size, channels: found.channels };
}

/**
 * Opens the same pictures at several sizes.
 * @returns the set of the first size, which has the pixels of the others
 * @throws DemifaceError as `open`; `mismatch` if the pictures changed in between
 */
export async function openSizes(
  [first, ...further]: readonly [number, ...number[]],
  open: (size: number) => Promise<PreparedSet>,
): Promise<PreparedSet> {
  const prepared = await open(first);
  const others: PreparedPixels[] = [];
  for (const size of further.filter((other) => other !== first)) {
    const { picturesPath, channels, pictures } = await open(size);
    if (pictures.length !== prepared.pictures.length)
      throw new DemifaceError('mismatch', message('dataSet.changedWhilePrepared'));
    others.push({ picturesPath, channels, size });
  }
  return others.length > 0 ? { ...prepared, others } : prepared;
}

/**
 * Opens the prepared pictures of a data set; prepares them where they are not there, the source has changed or
 * they are damaged. Labels and splits are not part of what is kept: they are always those of `dataSet`.
 * Waits while another process prepares the same.
 * @throws DemifaceError `disk`, `interrupted`, `unreadable` if no labeled picture can be read
 */
export async function prepare(dataSet: DataSet, options: PrepareOptions): Promise<PreparedSet> {
  const { size, color, cacheFolder, onNote } = options;
  const name = setName(dataSet, size, color);
  const folder = join(cacheFolder, name);
  liveOwners(cacheFolder, name);
  const source = await sourceOf(dataSet, options);
  let fault: string | undefined;
  const find = () => {
    const kept = keptSet(dataSet, folder, source);
    if (typeof kept === 'object') return kept;
    fault = kept;
    return undefined;
  };
  const claimed = await findOrClaimWorkFolder(cacheFolder, name, find, options);
  if ('found' in claimed) return claimed.found;
  if (fault !== undefined) onNote?.(`the prepared pictures are made again: ${fault}`);
  const { workFolder } = claimed;
  try {
    const manifest = await decodePictures(dataSet, source, workFolder, options);
    writeFileAtomic(join(workFolder, MANIFEST_FILE), manifestText(manifest));
    landFolder(workFolder, folder);
    return assemble(dataSet, folder, manifest);
  } finally {
    discardWorkFolder(workFolder);
  }
}

/**
 * The prepared pictures of a data set if they are there and fit it; makes nothing.
 * @throws DemifaceError `missing`, `unreadable` or `interrupted` where the source cannot be looked at
 */
export async function findPrepared(
  dataSet: DataSet,
  options: Pick<PrepareOptions, 'size' | 'color' | 'cacheFolder' | 'signal'>,
): Promise<PreparedSet | undefined> {
  const folder = join(options.cacheFolder, setName(dataSet, options.size, options.color));
  const kept = keptSet(dataSet, folder, await sourceOf(dataSet, options));
  return typeof kept === 'object' ? kept : undefined;
}

/** Removes what was prepared of a data set, in every size and color. It can be made again. */
export async function removePrepared(
  { layout, root }: Pick<DataSet, 'layout' | 'root'>,
  cacheFolder: string,
): Promise<void> {
  const [before, after] = [`${layout}-`, `-${placeOf(root)}`];
  const isOwn = (name: string) =>
    name.startsWith(before) &&
    name.endsWith(after) &&
    /^\d+-(?:gray|rgb)$/.test(name.slice(before.length, -after.length));
  const names = existsSync(cacheFolder) ? await readdir(cacheFolder) : [];
  for (const name of names)
    if (isOwn(name)) await rm(join(cacheFolder, name), { recursive: true, force: true });
}

/** @returns in words why not, `undefined` where nothing was kept */
function keptSet(dataSet: DataSet, folder: string, source: Source): PreparedSet | string | undefined {
  const kept = readManifest(folder);
  if (kept === undefined || typeof kept === 'string') return kept;
  const isOther = kept.source !== source.pictures || kept.version !== PICTURES_VERSION;
  const fault = isOther ? changeOf(dataSet, kept, source) : faultOfPictures(folder, kept);
  return fault ?? assemble(dataSet, folder, kept);
}

function changeOf({ root }: DataSet, { files, version }: PictureManifest, source: Source): string {
  if (version !== PICTURES_VERSION) return 'they are of another version of Demiface';
  return files === source.files
    ? `other pictures of ${root} are used now, or other boxes`
    : `${root} has changed since`;
}

function assemble(dataSet: DataSet, folder: string, manifest: PictureManifest): PreparedSet {
  const { size, channels, contents, leftOut, clipped = [] } = manifest;
  const pictures: PreparedPicture[] = [];
  for (const [i, picture] of dataSet.pictures.entries()) {
    const contentId = contents[i];
    if (contentId === undefined || contentId === null) continue;
    pictures.push({ ...picture, contentId, row: pictures.length });
  }
  return {
    folder,
    picturesPath: join(folder, PICTURES_FILE),
    size,
    channels,
    fingerprint: fingerprintOf(pictures, { size, channels }),
    pictures,
    leftOut,
    clipped,
  };
}

/** Of pictures as a data set and its files have them, prepared at a size. */
export function fingerprintOf(
  pictures: readonly PreparedPicture[],
  { size, channels }: Pick<PreparedPixels, 'size' | 'channels'>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([size, channels]));
  for (const picture of pictures) {
    const { name, split, expression, gender, ageYears, votes, custom, box, near, contentId } = picture;
    const own = custom === undefined ? [] : [custom];
    const labels = [expression ?? null, gender ?? null, ageYears ?? null, votes ?? null, ...own];
    // Near-duplicates choose or teach together, so they decide too; sets without any keep their fingerprint.
    const facts = [name, split, labels, boxOf(box), contentId, ...(near === undefined ? [] : [near])];
    hash.update(JSON.stringify(facts));
  }
  return hash.digest('hex');
}

function setName({ layout, root }: DataSet, size: number, color: string): string {
  return `${layout}-${size}-${color}-${placeOf(root)}`;
}

/** Stands for the folder of a data set, however it is written. */
function placeOf(root: string): string {
  const real = existsSync(root) ? realpathSync(root) : root;
  return sha256(real).slice(0, 12);
}

async function sourceOf(
  { root, pictures }: DataSet,
  { signal }: Pick<PrepareOptions, 'signal'>,
): Promise<Source> {
  const signature = await sourceSignature(root, signal);
  const hash = createHash('sha256').update(signature);
  for (const { file, box } of pictures) hash.update(JSON.stringify([file, boxOf(box)]));
  return { files: sha256(signature), pictures: hash.digest('hex') };
}

function boxOf(box: LabeledPicture['box']): number[] | null {
  return box
    ? [box.x, box.y, box.width, box.height, ...(box.isTurned ? [1] : []), ...(box.isPadded ? [2] : [])]
    : null;
}
