import { DemifaceError } from '../common/error.ts';
import { forEachInFlight } from '../common/in-flight.ts';
import { sha256 } from '../common/sha256.ts';
import type { Card } from '../artifact/card.ts';
import { faceSquare } from '../inference/runtime/crop.ts';
import type { Box } from '../inference/runtime/picture.ts';
import { message } from '../messages/message.ts';
import { FILES_IN_FLIGHT } from '../training/sources/decode.ts';
import { sourceSignature } from '../training/sources/files.ts';
import { openDataSet } from '../training/sources/readers/open-data-set.ts';
import type { DataSet, LabeledPicture } from '../training/sources/types.ts';
import type { FaceSearch } from './face-search.ts';
import { createFaceSearch } from './face-search.ts';
import type { FoundFacesFile } from './found-faces-file.ts';
import { openFoundFaces } from './found-faces-file.ts';

/** Pictures in which faces are searched at a time: one is decoded while the networks look at another. */
const AT_A_TIME = 2;
/** Pictures that a note names. */
const NAMED = 5;

export interface FaceBoxOptions {
  /** How a model's card states that faces are cropped. */
  crop: Card['crop'];
  /** Where what was found is kept. */
  cacheFolder: string;
  onProgress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Finds the face of each picture that has no box, and gives it the box that the model's crop asks for. Pictures with no face,
 * and with several, of which nobody says whose the label is, are left out and named in the notes. What was found is kept by
 * the content of the picture.
 * @throws DemifaceError `mismatch` if a face is found in none; `interrupted`, `disk`; as `openDataSet`
 */
export async function withFaceBoxes(dataSet: DataSet, options: FaceBoxOptions): Promise<DataSet> {
  const whole = dataSet.pictures.filter(({ box }) => !box);
  if (whole.length === 0) return dataSet;
  const boxesOf = await facesOf(dataSet, new Set(whole.map(({ file }) => file)), options);
  const [none, several]: [string[], string[]] = [[], []];
  const pictures = dataSet.pictures.flatMap((picture): LabeledPicture[] => {
    if (picture.box) return [picture];
    const boxes = boxesOf.get(picture.file);
    if (!boxes) return [picture]; // It cannot be read: preparing names it.
    if (boxes.length === 1) return [{ ...picture, box: boxFor(boxes[0]!, options.crop) }];
    (boxes.length === 0 ? none : several).push(picture.file);
    return [];
  });
  if (none.length + several.length === whole.length)
    throw new DemifaceError(
      'mismatch',
      message('data.noFaces', { root: dataSet.root, n: none.length, several: several.length }),
    );
  return { ...dataSet, pictures, notes: [...dataSet.notes, ...notesOf(none, several)] };
}

/** @returns by file; those that cannot be read have none */
async function facesOf(
  { layout, root }: DataSet,
  wanted: ReadonlySet<string>,
  { cacheFolder, onProgress, signal }: FaceBoxOptions,
): Promise<ReadonlyMap<string, readonly Box[]>> {
  const kept = openFoundFaces(cacheFolder, root);
  const signature = await sourceSignature(root, signal);
  const before = kept.unchanged(signature);
  const found = new Map<string, readonly Box[]>();
  for (const file of wanted) {
    const known = before?.get(file);
    if (known) found.set(file, known.boxes);
  }
  const missing = new Set([...wanted].filter((file) => !found.has(file)));
  // Those that cannot be read are tried again each time.
  if (missing.size === 0) return found;
  const files = await openDataSet(layout, root, signal);
  let done = 0;
  const searched = lazySearch();
  try {
    await forEachInFlight(
      files.read((file) => missing.has(file), signal),
      AT_A_TIME,
      async (content) => {
        if ('bytes' in content) {
          const boxes = await boxesIn(content, kept, searched);
          if (boxes) found.set(content.file, boxes);
        }
        onProgress?.(++done, missing.size);
      },
      FILES_IN_FLIGHT,
    );
  } finally {
    await searched.dispose();
  }
  kept.finish(signature);
  return found;
}

/** @returns undefined if the picture cannot be read */
async function boxesIn(
  { file, bytes }: { file: string; bytes: Buffer },
  kept: FoundFacesFile,
  searched: LazySearch,
): Promise<readonly Box[] | undefined> {
  const id = sha256(bytes);
  const known = kept.byId(id);
  const boxes = known?.boxes ?? (await (await searched.open()).find(bytes).catch(() => undefined));
  if (boxes && known?.file !== file) kept.add({ file, id, boxes: [...boxes] });
  return boxes;
}

interface LazySearch {
  open(): Promise<FaceSearch>;
  dispose(): Promise<void>;
}

/** The networks are loaded for the first picture that needs them. */
function lazySearch(): LazySearch {
  let opened: Promise<FaceSearch> | undefined;
  return {
    open: () => (opened ??= createFaceSearch()),
    dispose: async () => (await opened?.catch(() => undefined))?.dispose(),
  };
}

/** The square that a model takes, at whole pixels, as inference cuts it: beyond the picture its outermost pixels are repeated. */
function boxFor(face: Box, crop: Card['crop']): NonNullable<LabeledPicture['box']> {
  const { x, y, width } = faceSquare(face, crop);
  const side = Math.max(1, Math.round(width));
  return { x: Math.round(x), y: Math.round(y), width: side, height: side, isTurned: true, isPadded: true };
}

function notesOf(none: readonly string[], several: readonly string[]): DataSet['notes'] {
  return [
    ...(none.length > 0
      ? [message('data.withoutFace', { n: none.length, files: none.slice(0, NAMED) })]
      : []),
    ...(several.length > 0
      ? [message('data.withSeveralFaces', { n: several.length, files: several.slice(0, NAMED) })]
      : []),
  ];
}
