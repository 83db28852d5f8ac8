import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { landFolder, writeFileAtomic } from '../../../common/files/atomic.ts';
import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { OCCLUSION_LABELS } from '../../../artifact/labels.ts';
import { decodePicture, IN_FLIGHT, tunePictureDecoding } from '../../sources/decode.ts';
import { sourceSignature } from '../../sources/files.ts';
import { forEachInFlight } from '../../../common/in-flight.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import { faultOfPictures, MANIFEST_FILE, PICTURES_FILE } from '../../sources/picture-manifest.ts';
import type { PreparedSet, PrepareOptions } from '../prepared.ts';
import { rootStats } from '../../sources/root-stats.ts';
import { RowFile } from '../row-file.ts';
import { SPLITS } from '../../sources/types.ts';
import { discardWorkFolder, findOrClaimWorkFolder, liveOwners } from '../work-folder.ts';
import { HELD_OUT_PHOTOS, PHOTOS_WITH_MORE_FACES } from './held-out-photos.ts';
import type { ColorPicture } from './crop.ts';
import { paintPicture } from './paint.ts';
import type { PlannedPicture } from './plan.ts';
import { planPictures } from './plan.ts';
import type { OcclusionRoots } from './sources.ts';
import type { Source } from './sources.ts';
import { OCCLUSION_SOURCES, readSources } from './sources.ts';
import { sha256 } from '../../../common/sha256.ts';

/** Raised when the same sources would give other pictures. */
const MADE_VERSION = 3;

const Manifest = z.object({
  format: z.literal('demiface-occlusion'),
  /** Hash of the sources as they lie and of what is made of them. */
  source: z.string(),
  size: z.int().positive(),
  made: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      split: z.enum(SPLITS as ['train', 'val', 'test']),
      occlusion: z.int().min(0).lt(OCCLUSION_LABELS.length),
      groups: z.record(z.string(), z.string()),
      contentId: z.string(),
      near: z.string().exactOptional(),
    }),
  ),
  leftOut: z.array(z.object({ file: z.string(), reason: z.string() })),
  pictures: z.object({ bytes: z.int(), sha256: z.string(), mtimeMs: z.number() }),
});
type Manifest = z.infer<typeof Manifest>;

/**
 * Opens the made pictures of the occlusion task; makes them, always the same ones, where they are not there or their
 * sources have changed. A picture's `contentId` and `near` are those of its source, so that whatever is made of one face or
 * photo stays together wherever copies do.
 * @throws DemifaceError `busy`, `disk`, `interrupted`, and as the readers of its three parts do
 */
export async function prepareOcclusionPictures(
  roots: OcclusionRoots,
  options: Omit<PrepareOptions, 'color'>,
): Promise<PreparedSet> {
  const { size, cacheFolder, onNote, signal } = options;
  const places = OCCLUSION_SOURCES.map((part) => realpathOf(roots[part]));
  const name = `occlusion-${size}-rgb-${sha256(places.join('\0')).slice(0, 12)}`;
  const folder = join(cacheFolder, name);
  liveOwners(cacheFolder, name);
  const source = await sourceOf(roots, signal);
  let fault: string | undefined;
  const find = () => {
    const kept = readKept(folder);
    if (!kept) return undefined;
    fault =
      kept.source === source ? faultOfPictures(folder, kept) : 'what they are made of has changed since';
    return fault === undefined ? assemble(folder, kept) : undefined;
  };
  const claimed = await findOrClaimWorkFolder(cacheFolder, name, find, options);
  if ('found' in claimed) return claimed.found;
  if (fault !== undefined) onNote?.(`the pictures of the occlusion task are made again: ${fault}`);
  const { workFolder } = claimed;
  try {
    const manifest = await build(roots, source, workFolder, options);
    writeFileAtomic(join(workFolder, MANIFEST_FILE), `${JSON.stringify(manifest)}\n`);
    landFolder(workFolder, folder);
    return assemble(folder, manifest);
  } finally {
    discardWorkFolder(workFolder);
  }
}

async function build(
  roots: OcclusionRoots,
  source: string,
  workFolder: string,
  { size, onProgress, signal }: Omit<PrepareOptions, 'color'>,
): Promise<Manifest> {
  const plannedPictures = planPictures(await readSources(roots, signal));
  const bySource = Map.groupBy([...plannedPictures.entries()], ([, planned]) => planned.source);
  const reasons = new Map<number, string>();
  tunePictureDecoding();
  const worn = await decodeWorn(plannedPictures);
  const rows = new RowFile(join(workFolder, PICTURES_FILE), size * size * 3);
  try {
    let done = 0;
    const work = async (wanted: readonly (readonly [number, PlannedPicture])[]) => {
      throwIfAborted(signal);
      const bytes = wanted[0]![1].source?.bytes;
      const picture = bytes
        ? await decodePicture(bytes).catch((error: unknown) => (error as Error).message)
        : null;
      for (const [row, planned] of wanted)
        if (typeof picture === 'string') reasons.set(row, picture);
        else if (planned.worn && !worn.has(planned.worn))
          reasons.set(row, `${planned.worn.name} cannot be read`);
        else rows.write(row, paintPicture(planned, picture, size, planned.worn && worn.get(planned.worn)));
      done += wanted.length;
      onProgress?.(done, plannedPictures.length);
    };
    await forEachInFlight(bySource.values(), IN_FLIGHT, work);
    const made = [...plannedPictures.keys()].filter((row) => !reasons.has(row));
    if (made.length === 0)
      throw new DemifaceError(
        'unreadable',
        message('dataSet.noneReadableOf', { first: roots.utkface, second: roots.ferplus }),
      );
    return {
      format: 'demiface-occlusion',
      source,
      size,
      made: made.map((row) => describe(plannedPictures[row]!)),
      leftOut: [...reasons].map(([row, reason]) => ({ file: plannedPictures[row]!.source!.name, reason })),
      pictures: rows.finish(made),
    };
  } finally {
    rows.close();
  }
}

/** The photos whose headsets and masks other faces wear: few, small, and wanted all the time. */
async function decodeWorn(plannedPictures: readonly PlannedPicture[]): Promise<Map<Source, ColorPicture>> {
  const decoded = new Map<Source, ColorPicture>();
  for (const photo of new Set(plannedPictures.flatMap(({ worn }) => worn ?? [])))
    await decodePicture(photo.bytes).then(
      (picture) => decoded.set(photo, picture),
      () => undefined, // What wears it is left out below.
    );
  return decoded;
}

function describe({ occlusion, kind, split, source, nth }: PlannedPicture): Manifest['made'][number] {
  const file = source?.name ?? 'drawn';
  return {
    name: `${file}#${occlusion}-${nth}`,
    file,
    split,
    occlusion: OCCLUSION_LABELS.indexOf(occlusion),
    groups: {
      origin: source?.part === 'occluded' ? 'photo' : (source?.part ?? 'drawn'),
      way: `${occlusion}: ${kind}`,
    },
    contentId: source?.contentId ?? sha256(`${split} ${occlusion} ${nth}`),
    ...(source?.near === undefined ? {} : { near: source.near }),
  };
}

function assemble(folder: string, { source, size, made, leftOut }: Manifest): PreparedSet {
  const hash = createHash('sha256').update(JSON.stringify([source.split(' ')[0], size]));
  const pictures = made.map((picture, row) => {
    const { name, split, occlusion, contentId, near = null } = picture;
    hash.update(JSON.stringify([name, split, occlusion, contentId, near]));
    return { ...picture, row };
  });
  const picturesPath = join(folder, PICTURES_FILE);
  const fingerprint = hash.digest('hex');
  return { folder, picturesPath, size, channels: 3, fingerprint, pictures, leftOut, clipped: [] };
}

/** `what is made of them`, a space, and the files as they lie: their times are no part of a fingerprint. */
async function sourceOf(roots: OcclusionRoots, signal?: AbortSignal): Promise<string> {
  const made = sha256(JSON.stringify([MADE_VERSION, HELD_OUT_PHOTOS, PHOTOS_WITH_MORE_FACES]));
  const lie = createHash('sha256');
  for (const part of OCCLUSION_SOURCES) lie.update(await sourceSignature(roots[part], signal));
  return `${made} ${lie.digest('hex')}`;
}

/** @returns undefined where there are none, or their manifest is no more what it was */
function readKept(folder: string): Manifest | undefined {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

function realpathOf(root: string): string {
  rootStats(root);
  return realpathSync(root);
}
