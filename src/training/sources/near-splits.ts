import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import { cacheFolder } from '../../artifact/places.ts';
import { contentIdOf, FILES_IN_FLIGHT, IN_FLIGHT, inspectPicture, tunePictureDecoding } from './decode.ts';
import type { FileContent, Files } from './files.ts';
import { sourceSignature } from './files.ts';
import { forEachInFlight } from '../../common/in-flight.ts';
import { nearDuplicateGroups } from './near-duplicates.ts';
import type { LabeledPicture } from './types.ts';
import { SPLITS } from './types.ts';
import { sha256 } from '../../common/sha256.ts';

const Kept = z.object({ signature: z.string(), groups: z.array(z.array(z.string())) });

export interface NearOptions {
  /** Compare pictures that were not compared before. Without, they stay where the seed put them. */
  compare: boolean;
  onProgress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Marks copies and near-duplicates of pictures whose split a seed drew, and moves each group into one split: training if one
 * of them is there, else validation. So what remains for testing was for testing before, and shows nothing that was learned.
 * The groups are found once and cached; they are found again where the root or the list of its pictures has changed.
 */
export async function withNearTogether(
  pictures: readonly LabeledPicture[],
  files: Files,
  options: NearOptions,
): Promise<LabeledPicture[]> {
  const groups = await groupsOf(pictures, files, options);
  const byFile = Map.groupBy(pictures, ({ file }) => file);
  const grouped = new Map(
    groups.flatMap((group) => {
      const members = group.flatMap((file) => byFile.get(file) ?? []);
      if (new Set(members.map(({ file }) => file)).size < 2) return [];
      const split = SPLITS.find((one) => members.some((member) => member.split === one))!;
      const near = members.map(({ name }) => name).sort()[0]!;
      return group.map((file) => [file, { near, split }] as const);
    }),
  );
  return pictures.map((picture) => ({ ...picture, ...grouped.get(picture.file) }));
}

async function groupsOf(
  pictures: readonly LabeledPicture[],
  files: Files,
  { compare, onProgress, signal }: NearOptions,
): Promise<string[][]> {
  const root = sha256(resolve(files.root)).slice(0, 12);
  const path = join(cacheFolder(), 'near-duplicates', `${root}.json`);
  const names = [...new Set(pictures.map(({ file }) => file))].sort();
  const signature = sha256(JSON.stringify([await sourceSignature(files.root, signal), names]));
  const kept = keptIn(path);
  if (kept?.signature === signature || !compare) return kept?.groups ?? [];
  const groups = groupsIn(await looksOf(files, new Set(names), onProgress, signal));
  try {
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

/** What is compared of a picture. */
interface Look {
  contentId: string;
  thumbnail: Uint8Array;
}

/** Byte-identical copies are one group even where a picture of one gray correlates with nothing. */
function groupsIn(looks: ReadonlyMap<string, Look>): string[][] {
  const copies = [...Map.groupBy([...looks.keys()].sort(), (file) => looks.get(file)!.contentId).values()];
  const near = nearDuplicateGroups(copies.map(([first]) => looks.get(first!)!.thumbnail));
  const joined = new Set(near.flat());
  return [
    ...near.map((group) => group.flatMap((i) => copies[i]!).sort()),
    ...copies.filter((same, i) => same.length > 1 && !joined.has(i)),
  ];
}

/** By file; those that cannot be read are left out. */
async function looksOf(
  files: Files,
  wanted: ReadonlySet<string>,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Map<string, Look>> {
  tunePictureDecoding();
  const looks = new Map<string, Look>();
  let done = 0;
  await forEachInFlight(
    files.read((file) => wanted.has(file), signal),
    IN_FLIGHT,
    async (content) => {
      const look = await lookOf(content);
      if (look) looks.set(content.file, look);
      onProgress?.(++done, wanted.size);
    },
    FILES_IN_FLIGHT,
  );
  return looks;
}

/** @returns `undefined` for a picture that cannot be read */
async function lookOf(content: FileContent): Promise<Look | undefined> {
  if (!('bytes' in content)) return undefined;
  const { bytes } = content;
  try {
    return { contentId: contentIdOf(bytes), thumbnail: (await inspectPicture(bytes)).thumbnail };
  } catch {
    return undefined;
  }
}
