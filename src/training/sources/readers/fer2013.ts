import { message } from '../../../messages/message.ts';
import { LABEL_ORDERS } from '../../../artifact/label-orders.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import type { Files } from '../files.ts';
import type { PixelFiles } from '../lists/pixel-list.ts';
import type { Split } from '../types.ts';
import { classOfCode, codeIn } from '../vocabulary/class-names.ts';
import type { ReadResult } from './reader.ts';
import { emptyReadResult, ROW_UNUSABLE } from './reader.ts';

const ORDER = LABEL_ORDERS.find(({ id }) => id === 'fer2013')!;
export const USAGES: Readonly<Record<string, Split>> = {
  training: 'train',
  publictest: 'val',
  privatetest: 'test',
};

/** FER2013 (Goodfellow et al. 2013) as published: one list with a picture a row; its order of classes is its own. */
export function readFer2013(files: Files): Promise<ReadResult> {
  const { list, rows, malformed, others, paths } = files as PixelFiles;
  const found = emptyReadResult(['expression']);
  found.lists.push(list);
  found.malformed.push(...malformed);
  for (const other of others) found.notes.push(message('data.samePictures', { other, list }));
  const splits = new Map<string, Split>();
  for (const { file, emotion, usage, where } of rows) {
    const code = codeIn(emotion);
    const expression = code === undefined ? undefined : classOfCode(ORDER, code);
    const split = USAGES[usage.toLowerCase()];
    if (split) splits.set(file, split);
    if (split && typeof expression === 'number')
      found.pictures.push({ name: file.slice(list.length + 1), file, split, expression });
    else {
      found.unused.set(file, ROW_UNUSABLE);
      const problem = split
        ? message('rows.notOfFer2013', { cell: emotion })
        : message('rows.unknownUsage', { cell: usage });
      found.malformed.push(message('rows.problem', { where, problem }));
    }
  }
  const known = new Set(rows.map(({ file }) => file));
  found.filesWithoutRow = paths.filter((path) => isPictureFile(path) && !known.has(path));
  found.splitOf = (file) => splits.get(file);
  return Promise.resolve(found);
}
