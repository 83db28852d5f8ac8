import { basename } from 'node:path/posix';

import { LABEL_ORDERS } from '../../../artifact/label-orders.ts';
import { DemifaceError, messageOf } from '../../../common/error.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { message } from '../../../messages/message.ts';
import type { Files } from '../files.ts';
import { textLines } from '../lists/text-lines.ts';
import { wrongLayout } from '../lists/wrong-layout.ts';
import type { Split } from '../types.ts';
import { classOfCode, codeIn } from '../vocabulary/class-names.ts';
import type { ReadOptions, ReadResult } from './reader.ts';
import { emptyReadResult, ROW_UNUSABLE } from './reader.ts';

const ORDER = LABEL_ORDERS.find(({ id }) => id === 'raf-db')!;
/** The published name lacks a letter; some copies have it. */
const LIST = /^list_par?tition_label\.txt$/i;
/** Faces come as they are in the photo and, `_aligned`, cut out. */
const PICTURE = /^((train|test)_\d+)(_aligned)?\.(jpe?g|png)$/i;

/** Whether a file is named as the list of RAF-DB's basic set. */
export function isRafDbList(path: string): boolean {
  return LIST.test(basename(path));
}

/** Whether a picture is named as in RAF-DB. */
export function isRafDbName(name: string): boolean {
  return PICTURE.test(name);
}

/** RAF-DB's basic set (Li et al. 2017): a list of names and numbers from 1 to 7; the names state the split. */
export async function readRafDb(files: Files, { signal }: ReadOptions): Promise<ReadResult> {
  const found = emptyReadResult(['expression']);
  const [list, ...others] = files.paths.filter(isRafDbList).sort((a, b) => a.length - b.length);
  if (list === undefined) throw wrongLayout(files, message('lists.rafDb'));
  found.lists.push(list);
  for (const other of others) found.notes.push(message('data.samePictures', { other, list }));
  const pictures = picturesByName(files.paths, found);
  const rows = new Map<string, number>();
  for await (const { text, line } of linesOf(files, list, signal)) {
    const [, name = '', cell = ''] = /^(.*\S)\s+(\S+)$/.exec(text.trim()) ?? [];
    const key = keyOf(name);
    const code = codeIn(cell);
    const expression = code === undefined ? undefined : classOfCode(ORDER, code);
    const file = pictures.get(key ?? '');
    const where = message('rows.line', { list, line });
    if (key === undefined || typeof expression !== 'number') {
      found.malformed.push(message('rows.problem', { where, problem: message('rows.rafDb') }));
      if (file !== undefined) found.unused.set(file, ROW_UNUSABLE);
    } else if (rows.has(key)) {
      found.repeatedRows.push(name);
      if (rows.get(key) !== expression)
        found.conflictingRows.push(
          message('rows.problem', { where, problem: message('rows.rafDbTwice', { name }) }),
        );
    } else {
      rows.set(key, expression);
      if (file === undefined) found.rowsWithoutFile.push(name);
      else found.pictures.push({ name, file, split: splitOf(key), expression });
    }
  }
  const labeled = new Set(found.pictures.map(({ file }) => file));
  if (labeled.size === 0)
    throw wrongLayout(files, message('lists.rafDb'), found.malformed[0] ?? message('lists.noLabel'));
  found.filesWithoutRow = files.paths.filter(
    (file) => isPictureFile(file) && !labeled.has(file) && !found.unused.has(file),
  );
  const photos = found.pictures.filter(({ file }) => !isAligned(file)).length;
  if (photos > 0) found.notes.push(message('data.rafDbPhotos', { n: photos }));
  found.splitOf = (file) => {
    const key = keyOf(basename(file));
    return key === undefined ? undefined : splitOf(key);
  };
  return found;
}

/** The cut-out face of each name, else the photo; which of both is not used is noted. */
function picturesByName(paths: readonly string[], { unused }: ReadResult): Map<string, string> {
  const pictures = new Map<string, string>();
  for (const file of paths.filter(isPictureFile)) {
    const key = keyOf(basename(file));
    if (key === undefined) continue;
    const before = pictures.get(key);
    const isBetter = before === undefined || (isAligned(file) && !isAligned(before));
    const other = isBetter ? before : file;
    if (isBetter) pictures.set(key, file);
    if (other !== undefined) unused.set(other, message('data.repeatedName'));
  }
  return pictures;
}

const keyOf = (name: string) => PICTURE.exec(name)?.[1]?.toLowerCase();
const isAligned = (file: string) => PICTURE.exec(basename(file))?.[3] !== undefined;
const splitOf = (key: string): Split => (key.startsWith('train') ? 'train' : 'test');

/** Lines that are not empty. @throws DemifaceError `unreadable` */
async function* linesOf(
  files: Files,
  list: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ text: string; line: number }> {
  let line = 0;
  try {
    for await (const text of textLines(await files.open(list))) {
      throwIfAborted(signal);
      line++;
      if (text.trim() !== '') yield { text, line };
    }
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    const reason = messageOf(error);
    throw new DemifaceError('unreadable', message('lists.unreadable', { list, root: files.root, reason }), {
      cause: error,
    });
  }
}
