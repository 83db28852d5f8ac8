import { contentIdOf } from '../../sources/decode.ts';
import { openFiles } from '../../sources/files.ts';
import { readDataSet } from '../../sources/readers/index.ts';
import { reportedSplit } from '../roles.ts';
import { DEFAULT_SEED, seededOrder } from '../../sources/seeded.ts';
import type { Split } from '../../sources/types.ts';
import { SPLITS } from '../../sources/types.ts';
import type { Photo } from './photos.ts';
import { readPhotos } from './photos.ts';

/** Where the pictures lie out of which the set is made. */
export interface OcclusionRoots {
  readonly utkface: string;
  readonly ferplus: string;
  /** Photos of faces in masks and headsets, with `boxes.csv`. */
  readonly occluded: string;
}
export const OCCLUSION_SOURCES = [
  'utkface',
  'ferplus',
  'occluded',
] as const satisfies (keyof OcclusionRoots)[];
export type OcclusionSource = keyof OcclusionRoots;

/** A picture to make others of. */
export interface Source {
  part: OcclusionSource;
  name: string;
  split: Split;
  bytes: Buffer;
  contentId: string;
  /** As `LabeledPicture.near`. */
  near?: string;
  /** Where it is one. */
  photo: Photo | null;
}

/** At most so many faces of each part and split, drawn by a fixed seed. */
const MOST: Readonly<Record<'utkface' | 'ferplus', Readonly<Record<Split, number>>>> = {
  utkface: { train: 4500, val: 600, test: 600 },
  ferplus: { train: 2400, val: 400, test: 400 },
};

/**
 * Draws the faces and reads them, and all photos. What is kept for testing by its own data set is kept for testing here:
 * the test split, or the validation split of a set that has none. Of byte-identical pictures in two splits that which is
 * tested on stays.
 * @throws DemifaceError as the readers do
 */
export async function readSources(roots: OcclusionRoots, signal?: AbortSignal): Promise<Source[]> {
  const faces = [
    ...(await readFaces('utkface', roots.utkface, signal)),
    ...(await readFaces('ferplus', roots.ferplus, signal)),
  ];
  const photos = await readPhotos(roots.occluded, signal);
  const read = await readBytes(
    roots.occluded,
    photos.map((photo): Wanted => ({ part: 'occluded', ...pick(photo), photo })),
    signal,
  );
  return withoutLeaks([...faces, ...read]);
}

type Wanted = Omit<Source, 'bytes' | 'contentId'> & { file: string };

const pick = ({ name, file, split, near }: { name: string; file: string; split: Split; near?: string }) => ({
  name,
  file,
  split,
  ...(near === undefined ? {} : { near }),
});

async function readFaces(part: 'utkface' | 'ferplus', root: string, signal?: AbortSignal): Promise<Source[]> {
  const { pictures } = await readDataSet(part, root, signal ? { signal } : {});
  const reported = reportedSplit(pictures);
  const wanted = SPLITS.flatMap((split) => {
    const here = new Map(pictures.filter((picture) => picture.split === split).map((p) => [p.name, p]));
    const role = split === reported ? 'test' : split;
    return seededOrder([...here.keys()], DEFAULT_SEED)
      .slice(0, MOST[part][role])
      .map((name): Wanted => ({ ...pick(here.get(name)!), part, split: role, photo: null }));
  });
  return readBytes(root, wanted, signal);
}

/** In the order in which they are wanted; those that cannot be read are left out. */
async function readBytes(root: string, wanted: readonly Wanted[], signal?: AbortSignal): Promise<Source[]> {
  const names = new Set(wanted.map(({ file }) => file));
  const contents = new Map<string, Buffer>();
  const files = await openFiles(root, signal);
  for await (const content of files.read((file) => names.has(file), signal))
    if ('bytes' in content) contents.set(content.file, content.bytes);
  return wanted.flatMap(({ file, ...source }) => {
    const bytes = contents.get(file);
    return bytes ? [{ ...source, bytes, contentId: contentIdOf(bytes) }] : [];
  });
}

/** A picture stands in one split alone: in the last of those in which its copies lie. */
function withoutLeaks(sources: readonly Source[]): Source[] {
  const last = new Map<string, number>();
  for (const { contentId, split } of sources)
    last.set(contentId, Math.max(last.get(contentId) ?? 0, SPLITS.indexOf(split)));
  return sources.filter(({ contentId, split }) => last.get(contentId) === SPLITS.indexOf(split));
}
