import { basename } from 'node:path/posix';
import { basename as nativeBasename } from 'node:path';

import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { FileContent, Files } from '../files.ts';
import { grayPng } from '../gray-png.ts';
import { columnsOf, isListFile, rowsOf } from './table.ts';
import { truncatedList, wrongLayout } from './wrong-layout.ts';

const EXPECTED = message('lists.ferPixels');

const COLUMNS = { emotion: ['emotion'], pixels: ['pixels'], usage: ['usage'] };

/** A row's values for its picture. */
export interface PixelRow {
  /** Of the picture, as if the list were a folder of files: `fer2013.csv/row-0000001.png`. */
  file: string;
  emotion: string;
  usage: string;
  where: CodedMessage;
}

/** A list that holds its pictures as numbers; they are handed out as PNG files. */
export interface PixelFiles extends Files {
  list: string;
  rows: readonly PixelRow[];
  /** Rows that hold no picture. */
  malformed: readonly CodedMessage[];
  /** Other lists of this kind below the root. */
  others: readonly string[];
}

/** Whether a list that begins so holds pictures as numbers. */
export function isPixelHeader(cells: readonly string[]): boolean {
  return Object.values(columnsOf(cells, COLUMNS)).every((at) => at >= 0);
}

/** Lists that may hold pictures as numbers, the likeliest first. */
export function pixelListNames({ root, paths }: Pick<Files, 'root' | 'paths'>): string[] {
  const lists = isListFile(root) ? [nativeBasename(root).normalize('NFC')] : paths.filter(isListFile);
  const rank = (path: string) =>
    10 * path.split('/').length + (/^fer2013\.csv$/i.test(basename(path)) ? 0 : 1);
  return lists.sort((a, b) => rank(a) - rank(b));
}

/**
 * Opens the one list below a root that holds pictures as numbers. Its rows are streamed: once here for what they say, and
 * once more for each reading of the pictures.
 * @throws DemifaceError `mismatch` without such a list, `unreadable`
 */
export async function openPixelList(files: Files, signal?: AbortSignal): Promise<PixelFiles> {
  const lists: string[] = [];
  const headers: CodedMessage[] = [];
  for (const list of pixelListNames(files))
    for await (const { cells } of rowsOf(files, list, signal)) {
      if (isPixelHeader(cells)) lists.push(list);
      else headers.push(message('lists.hasColumns', { list, columns: truncatedList(cells) }));
      break;
    }
  const [list, ...others] = lists;
  if (list === undefined) throw wrongLayout(files, EXPECTED, headers[0]);
  const rows: PixelRow[] = [];
  const malformed: CodedMessage[] = [];
  for await (const row of pixelRows(files, list, signal)) {
    const { file, emotion, usage, where } = row;
    if (row.problem === undefined) rows.push({ file, emotion, usage, where });
    else malformed.push(message('rows.problem', { where, problem: row.problem }));
  }
  if (rows.length === 0) throw wrongLayout(files, EXPECTED, message('lists.noPicture', { list }));
  return {
    ...files,
    list,
    rows,
    malformed,
    others,
    paths: [...files.paths, ...rows.map(({ file }) => file)].sort(),
    async *read(wanted, readSignal): AsyncGenerator<FileContent> {
      for await (const { file, pixels, where, problem } of pixelRows(files, list, readSignal))
        if (problem === undefined && wanted(file)) yield { file, ...picture(pixels, where) };
    },
  };
}

async function* pixelRows(
  files: Files,
  list: string,
  signal?: AbortSignal,
): AsyncGenerator<PixelRow & { pixels: string; problem?: CodedMessage }> {
  let columns: ReturnType<typeof columnsOf<keyof typeof COLUMNS>> | undefined;
  let n = 0;
  for await (const { cells, where, problem } of rowsOf(files, list, signal)) {
    if (!columns) {
      columns = columnsOf(cells, COLUMNS);
      continue;
    }
    const pixels = cells[columns.pixels] ?? '';
    yield {
      file: `${list}/row-${String(++n).padStart(7, '0')}.png`,
      pixels,
      where,
      emotion: cells[columns.emotion] ?? '',
      usage: cells[columns.usage] ?? '',
      ...(problem === undefined && pixels !== '' ? {} : { problem: problem ?? message('rows.noPixels') }),
    };
  }
}

function picture(text: string, where: CodedMessage): { bytes: Buffer } | { reason: CodedMessage } {
  const values = text.split(/\s+/).map(Number);
  const side = Math.sqrt(values.length);
  const isByte = (value: number) => Number.isInteger(value) && value >= 0 && value <= 255;
  if (!Number.isInteger(side)) return { reason: message('picture.notSquare', { n: values.length, where }) };
  const strange = values.find((value) => !isByte(value));
  return strange === undefined
    ? { bytes: grayPng(Uint8Array.from(values), side) }
    : { reason: message('picture.noByte', { where }) };
}
