import { join } from 'node:path';

import { DemifaceError, messageOf } from '../../common/error.ts';
import { forEachInFlight } from '../../common/in-flight.ts';
import { englishText } from '../../messages/english.ts';
import type { StoredMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import {
  contentIdOf,
  decodeFaceInBox,
  FILES_IN_FLIGHT,
  IN_FLIGHT,
  tunePictureDecoding,
} from '../sources/decode.ts';
import { type PictureManifest, PICTURES_FILE, PICTURES_VERSION } from '../sources/picture-manifest.ts';
import { openDataSet } from '../sources/readers/open-data-set.ts';
import type { DataSet } from '../sources/types.ts';
import { RowFile } from './row-file.ts';

export interface DecodeOptions {
  /** Side in pixels. */
  size: number;
  color: 'gray' | 'rgb';
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

type Decoded = { pixels: Buffer; isClipped: boolean; contentId: string } | { reason: StoredMessage };

/** What is prepared. */
export interface Source {
  /** Hash of the files as they lie. */
  files: string;
  /** Hash of these, and of which pictures and boxes of them are requested. */
  pictures: string;
}

/**
 * Decodes all pictures of a data set into `PICTURES_FILE`, one row each.
 * @param source what the manifest names as their source
 * @param folder where the file is written
 * @throws DemifaceError `disk`, `interrupted`, `unreadable` if no labeled picture can be read
 */
export async function decodePictures(
  dataSet: DataSet,
  source: Source,
  folder: string,
  options: DecodeOptions,
): Promise<PictureManifest> {
  const { size, color } = options;
  const channels = color === 'gray' ? 1 : 3;
  const { pictures } = dataSet;
  const contents: (string | null)[] = pictures.map(() => null);
  const reasons = new Map<number, StoredMessage>();
  const clipped = new Set<number>();
  const rows = new RowFile(join(folder, PICTURES_FILE), size * size * channels);
  try {
    await decodeEach(dataSet, options, (i, face) => {
      if ('reason' in face) {
        reasons.set(i, face.reason);
        return;
      }
      rows.write(i, face.pixels);
      if (face.isClipped) clipped.add(i);
      contents[i] = face.contentId;
    });
    const kept = [...contents.keys()].filter((i) => contents[i] !== null);
    const leftOut = pictures.flatMap(({ file }, i) =>
      contents[i] === null ? [{ file, reason: englishText(reasons.get(i) ?? GONE) }] : [],
    );
    if (kept.length === 0) throw noneReadable(dataSet, reasons.get(0));
    const written = rows.finish(kept);
    return {
      format: 'demiface-pictures',
      version: PICTURES_VERSION,
      source: source.pictures,
      files: source.files,
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

/** Reads every file once, whatever the number of faces in it. @param onFace with the index of the labeled picture */
async function decodeEach(
  { layout, root, pictures }: DataSet,
  { size, color, onProgress, signal }: DecodeOptions,
  onFace: (i: number, face: Decoded) => void,
): Promise<void> {
  const wanted = new Map<string, number[]>();
  for (const [i, { file }] of pictures.entries()) wanted.set(file, [...(wanted.get(file) ?? []), i]);
  tunePictureDecoding();
  const files = await openDataSet(layout, root, signal);
  let done = 0;
  await forEachInFlight(
    files.read((file) => wanted.has(file), signal),
    IN_FLIGHT,
    async (content) => {
      const contentId = 'bytes' in content ? contentIdOf(content.bytes) : '';
      for (const i of wanted.get(content.file) ?? []) {
        const face =
          'bytes' in content
            ? await decodeFaceInBox(content.bytes, { size, color, box: pictures[i]?.box }).then(
                (decoded) => ({ ...decoded, contentId }),
                (error: unknown) => ({ reason: messageOf(error) }),
              )
            : content;
        onFace(i, face);
        onProgress?.(++done, pictures.length);
      }
    },
    FILES_IN_FLIGHT,
  );
}

/** Of a picture that was in the list and is not in the folder or the archive any more. */
const GONE = message('dataSet.noLongerThere');

/** @param reason why the first picture cannot be read */
function noneReadable({ root, layout, pictures }: DataSet, reason: StoredMessage = GONE): DemifaceError {
  const facts = { n: pictures.length, root, layout };
  return new DemifaceError(
    'unreadable',
    pictures[0]
      ? message('dataSet.noneReadableFirst', { ...facts, file: pictures[0].file, reason })
      : message('dataSet.noneReadable', facts),
  );
}
