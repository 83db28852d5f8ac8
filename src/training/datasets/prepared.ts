import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { englishText } from '../../messages/english.ts';
import { landFolder, writeFileAtomic } from '../../common/files/atomic.ts';
import { DemifaceError, messageOf } from '../../common/error.ts';
import type { StoredMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import {
  contentIdOf,
  decodeFaceInBox,
  FILES_IN_FLIGHT,
  IN_FLIGHT,
  tunePictureDecoding,
} from '../sources/decode.ts';
import { sourceSignature } from '../sources/files.ts';
import { forEachInFlight } from '../../common/in-flight.ts';
import {
  faultOfPictures,
  MANIFEST_FILE,
  manifestText,
  type PictureManifest,
  PICTURES_FILE,
  PICTURES_VERSION,
  readManifest,
} from '../sources/picture-manifest.ts';
import { openDataSet } from '../sources/readers/open-data-set.ts';
import { RowFile } from './row-file.ts';
import type { DataSet, LabelledPicture } from '../sources/types.ts';
import { discardWorkplace, foundOrWorkplace, liveOwners } from './workplace.ts';
import { sha256 } from '../../common/sha256.ts';

/** A picture whose pixels are row `row` of the prepared file. */
export type PreparedPicture = LabelledPicture & {
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
  /** Hash of all that training can learn from: names, splits, labels, votes, contents, near-duplicates, size and colour. */
  fingerprint: string;
  pictures: PreparedPicture[];
  /** Labelled pictures that cannot be read. */
  leftOut: { file: string; reason: string }[];
  /** Pictures whose face box reaches beyond them and is cut off at the edge. */
  clipped: readonly string[];
}

export interface PrepareOptions {
  size: number;
  color: 'gray' | 'rgb';
  /** Where prepared sets lie, one folder each. */
  cacheFolder: string;
  onProgress?: (done: number, total: number) => void;
  /** Told why what was prepared before is prepared again. */
  onNote?: (text: string) => void;
  signal?: AbortSignal;
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
 * @throws DemifaceError `disk`, `interrupted`, `unreadable` if no labelled picture can be read
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
  const answer = await foundOrWorkplace(cacheFolder, name, find, options);
  if ('found' in answer) return answer.found;
  if (fault !== undefined) onNote?.(`the prepared pictures are made again: ${fault}`);
  const { workplace } = answer;
  try {
    const manifest = await build(dataSet, source, workplace, options);
    writeFileAtomic(join(workplace, MANIFEST_FILE), manifestText(manifest));
    landFolder(workplace, folder);
    return assemble(dataSet, folder, manifest);
  } finally {
    discardWorkplace(workplace);
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

/** Removes what was prepared of a data set, in every size and colour. It can be made again. */
export async function forgetPrepared(
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
function keptSet(dataSet: DataSet, folder: string, source: string): PreparedSet | string | undefined {
  const kept = readManifest(folder);
  if (kept === undefined || typeof kept === 'string') return kept;
  const fault =
    kept.source !== source || kept.version !== PICTURES_VERSION
      ? `${dataSet.root} has changed since`
      : faultOfPictures(folder, kept);
  return fault ?? assemble(dataSet, folder, kept);
}

async function build(
  dataSet: DataSet,
  source: string,
  workplace: string,
  { size, color, onProgress, signal }: PrepareOptions,
): Promise<PictureManifest> {
  const channels = color === 'gray' ? 1 : 3;
  const { pictures } = dataSet;
  const contents: (string | null)[] = pictures.map(() => null);
  const reasons = new Map<number, StoredMessage>();
  const clipped = new Set<number>();
  const wanted = new Map<string, number[]>();
  for (const [i, { file }] of pictures.entries()) wanted.set(file, [...(wanted.get(file) ?? []), i]);
  tunePictureDecoding();
  const files = await openDataSet(dataSet.layout, dataSet.root, signal);
  const rows = new RowFile(join(workplace, PICTURES_FILE), size * size * channels);
  try {
    let done = 0;
    await forEachInFlight(
      files.read((file) => wanted.has(file), signal),
      IN_FLIGHT,
      async (content) => {
        const contentId = 'bytes' in content ? contentIdOf(content.bytes) : '';
        for (const i of wanted.get(content.file) ?? []) {
          const face =
            'bytes' in content
              ? await decodeFaceInBox(content.bytes, { size, color, box: pictures[i]?.box }).catch(
                  (error: unknown) => ({ reason: messageOf(error) }),
                )
              : content;
          if ('reason' in face) reasons.set(i, face.reason);
          else {
            rows.write(i, face.pixels);
            if (face.isClipped) clipped.add(i);
            contents[i] = contentId;
          }
          onProgress?.(++done, pictures.length);
        }
      },
      FILES_IN_FLIGHT,
    );
    const kept = [...contents.keys()].filter((i) => contents[i] !== null);
    const leftOut = pictures.flatMap(({ file }, i) =>
      contents[i] === null ? [{ file, reason: englishText(reasons.get(i) ?? GONE) }] : [],
    );
    if (kept.length === 0) throw noneReadable(dataSet, pictures, reasons);
    const written = rows.finish(kept);
    return {
      format: 'demiface-pictures',
      version: PICTURES_VERSION,
      source,
      size,
      channels,
      contents,
      leftOut,
      clipped: pictures.flatMap(({ file }, i) => (clipped.has(i) ? [file] : [])),
      pictures: written,
    };
  } finally {
    rows.close();
  }
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
  for (const { name, split, expression, gender, ageYears, votes, box, near, contentId } of pictures) {
    const labels = [expression ?? null, gender ?? null, ageYears ?? null, votes ?? null];
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
): Promise<string> {
  const hash = createHash('sha256').update(await sourceSignature(root, signal));
  for (const { file, box } of pictures) hash.update(JSON.stringify([file, boxOf(box)]));
  return hash.digest('hex');
}

function boxOf(box: LabelledPicture['box']): number[] | null {
  return box ? [box.x, box.y, box.width, box.height, ...(box.isTurned ? [1] : [])] : null;
}

/** Of a picture that was in the list and is not in the folder or the archive any more. */
const GONE = message('dataSet.noLongerThere');

function noneReadable(
  { root, layout }: DataSet,
  pictures: readonly { file: string }[],
  reasons: ReadonlyMap<number, StoredMessage>,
): DemifaceError {
  const facts = { n: pictures.length, root, layout };
  return new DemifaceError(
    'unreadable',
    pictures[0]
      ? message('dataSet.noneReadableFirst', {
          ...facts,
          file: pictures[0].file,
          reason: reasons.get(0) ?? GONE,
        })
      : message('dataSet.noneReadable', facts),
  );
}
