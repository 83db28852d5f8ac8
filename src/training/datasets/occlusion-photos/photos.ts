import { basename } from 'node:path/posix';

import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Files } from '../../sources/files.ts';
import { openFiles } from '../../sources/files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { columnsOf, numberIn, rowsOf } from '../../sources/lists/table.ts';
import type { Box, Split } from '../../sources/types.ts';
import { HELD_OUT_PHOTOS } from './held-out-photos.ts';

/** A real photo of a face of which half is covered. */
export interface Photo {
  name: string;
  /** Path below the root. */
  file: string;
  occlusion: 'upper' | 'lower';
  /** The face; of a headset's wearer, head and headset together. */
  box: Box;
  /** `test`: it is on the list of those that nothing is trained on. */
  split: Extract<Split, 'train' | 'test'>;
}

const KINDS: Readonly<Record<string, Photo['occlusion']>> = { mask: 'lower', vr: 'upper', headset: 'upper' };
const LIST = 'boxes.csv';

/**
 * Reads `boxes.csv` (file, kind, x0, y0, x1, y1) and where its photos lie. By name.
 * @throws DemifaceError `missing` without a root, `mismatch` if it holds no such list, or no photo of it
 */
export async function readPhotos(root: string, signal?: AbortSignal): Promise<Photo[]> {
  const files = await openFiles(root, signal);
  const list = files.paths.find((path) => basename(path) === LIST);
  if (list === undefined) throw wrong(root, `no ${LIST}`);
  const byName = new Map(files.paths.filter(isPictureFile).map((path) => [basename(path), path]));
  const photos = await listed(files, list, byName, signal);
  if (photos.length === 0) throw wrong(root, `a ${LIST} that names none of the photos`);
  return photos.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function listed(
  files: Files,
  list: string,
  byName: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<Photo[]> {
  const photos = new Map<string, Photo>();
  let columns: Record<'file' | 'kind' | 'x0' | 'y0' | 'x1' | 'y1', number> | undefined;
  for await (const { cells } of rowsOf(files, list, signal)) {
    if (!columns) {
      columns = columnsOf(cells, {
        file: ['file'],
        kind: ['kind'],
        x0: ['x0'],
        y0: ['y0'],
        x1: ['x1'],
        y1: ['y1'],
      });
      continue;
    }
    const { file: at, kind, x0, y0, x1, y1 } = columns;
    const name = basename(cells[at] ?? '');
    const file = byName.get(name);
    const occlusion = KINDS[cells[kind] ?? ''];
    const [left, top, right, bottom] = [x0, y0, x1, y1].map(
      (column) => numberIn(cells[column]) ?? Number.NaN,
    );
    const box = { x: left!, y: top!, width: right! - left!, height: bottom! - top! };
    if (file === undefined || occlusion === undefined || !(box.width > 0 && box.height > 0)) continue;
    const split = HELD_OUT_PHOTOS.includes(name) ? 'test' : 'train';
    photos.set(name, { name, file, occlusion, box, split });
  }
  return [...photos.values()];
}

function wrong(root: string, found: string): DemifaceError {
  return new DemifaceError('mismatch', message('dataSet.noOcclusionPhotos', { root, found, list: LIST }));
}
