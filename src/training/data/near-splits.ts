import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { writeFileAtomic } from '../../artifact/atomic.ts';
import { cacheFolder } from '../../artifact/places.ts';
import { IN_FLIGHT, inspectPicture, tunePictureDecoding } from './decode.ts';
import type { FileContent, Files } from './files.ts';
import { sourceSignature } from './files.ts';
import { forEachInFlight } from './in-flight.ts';
import { nearDuplicateGroups } from './near-duplicates.ts';
import type { LabelledPicture } from './types.ts';
import { SPLITS } from './types.ts';

const Kept = z.object({ signature: z.string(), groups: z.array(z.array(z.string())) });

export interface NearOptions {
  /** Compare pictures that were not compared before. Without, they stay where the seed put them. */
  compare: boolean;
  onProgress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Marks near-duplicates and moves them into one split of those that a seed drew: to training if one of them is there, else
 * to validation. So what remains for testing was for testing before, and shows nothing that was learned. The groups are found once and
 * cached; they are found again where the root has changed.
 */
export async function withNearTogether(
  pictures: readonly LabelledPicture[],
  files: Files,
  options: NearOptions,
): Promise<LabelledPicture[]> {
  const groups = await groupsOf(pictures, files, options);
  const byFile = new Map(pictures.map((picture) => [picture.file, picture]));
  const grouped = new Map(
    groups.flatMap((group) => {
      const members = group.flatMap((file) => byFile.get(file) ?? []);
      if (members.length < 2) return [];
      const split = SPLITS.find((one) => members.some((member) => member.split === one))!;
      const near = members.map(({ name }) => name).sort()[0]!;
      return members.map(({ file }) => [file, { split, near }] as const);
    }),
  );
  return pictures.map((picture) => ({ ...picture, ...grouped.get(picture.file) }));
}

async function groupsOf(
  pictures: readonly LabelledPicture[],
  files: Files,
  { compare, onProgress, signal }: NearOptions,
): Promise<string[][]> {
  const folder = join(cacheFolder(), 'near-duplicates');
  const root = createHash('sha256').update(resolve(files.root)).digest('hex').slice(0, 12);
  const path = join(folder, `${root}.json`);
  const signature = await sourceSignature(files.root, signal);
  const kept = keptIn(path);
  if (kept?.signature === signature || !compare) return kept?.groups ?? [];
  const names = pictures.map(({ file }) => file).sort();
  const thumbnails = await thumbnailsOf(files, new Set(names), onProgress, signal);
  const groups = nearDuplicateGroups(names.map((file) => thumbnails.get(file))).map((group) =>
    group.map((i) => names[i]!),
  );
  try {
    mkdirSync(folder, { recursive: true });
    writeFileAtomic(path, JSON.stringify({ signature, groups } satisfies z.infer<typeof Kept>));
  } catch {
    // A cache that cannot be written costs the same work next time, nothing else.
  }
  return groups;
}

function keptIn(path: string): z.infer<typeof Kept> | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // not there, or damaged: found again
  }
}

/** Small gray pictures of files, as they are compared; those that cannot be read are left out. */
async function thumbnailsOf(
  files: Files,
  wanted: ReadonlySet<string>,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Map<string, Uint8Array>> {
  tunePictureDecoding();
  const thumbnails = new Map<string, Uint8Array>();
  let done = 0;
  await forEachInFlight(
    files.read((file) => wanted.has(file), signal),
    IN_FLIGHT,
    async (content) => {
      const thumbnail = await thumbnailIn(content);
      if (thumbnail) thumbnails.set(content.file, thumbnail);
      onProgress?.(++done, wanted.size);
    },
  );
  return thumbnails;
}

/** @returns `undefined` for a picture that cannot be read */
async function thumbnailIn(content: FileContent): Promise<Uint8Array | undefined> {
  try {
    return 'bytes' in content ? (await inspectPicture(content.bytes)).thumbnail : undefined;
  } catch {
    return undefined;
  }
}
