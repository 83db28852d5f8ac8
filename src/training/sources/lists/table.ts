import type { Readable } from 'node:stream';

import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { DemifaceError, messageOf } from '../../../common/error.ts';
import type { Files } from '../files.ts';
import { throwIfAborted } from '../../../common/interrupted.ts';
import { cellsOf, likelyDelimiter, statedDelimiter } from './cells.ts';
import { textLines } from './text-lines.ts';

/** What lists are called that hold a row a picture. */
export const LIST_ENDING = /\.(csv|tsv)$/i;

export function isListFile(path: string): boolean {
  return LIST_ENDING.test(path);
}

/** A row of a CSV list and where it stands, for messages. */
export interface Row {
  cells: readonly string[];
  where: CodedMessage;
  /** What is wrong with the row itself; it has no cells then. */
  problem?: CodedMessage;
}

/** `# made in 2020`, which may stand before the header. */
export function isComment({ cells }: Row): boolean {
  return cells[0]?.startsWith('#') === true;
}

/** A quoted cell may go on over so many lines; where none of them closes it, its first line is at fault. */
const MAX_LINES = 20;

/**
 * The rows of a CSV list, streamed: AffectNet's training list has hundreds of megabytes. Commas, semicolons, tabs or bars,
 * as its first line that is no comment shows. A row whose quotation mark is not closed costs that row alone.
 * @throws DemifaceError `unreadable`
 */
export async function* rowsOf(
  files: Pick<Files, 'open' | 'root'>,
  list: string,
  signal?: AbortSignal,
): AsyncGenerator<Row> {
  let source: Readable | undefined;
  try {
    source = await files.open(list);
    let delimiter = ',';
    let isCertain = false;
    for await (const { text, line, further } of numbered(textLines(source))) {
      throwIfAborted(signal);
      const stated = line === 1 ? statedDelimiter(text) : undefined;
      if (stated !== undefined) {
        delimiter = stated;
        isCertain = true;
        continue;
      }
      // A comment before the header may hold anything.
      if (!isCertain) delimiter = likelyDelimiter(text);
      isCertain ||= !text.startsWith('#');
      const where = message('rows.line', { list, line });
      const cells = cellsOf(text, delimiter) ?? (await continued(text, delimiter, further));
      yield cells ? { cells, where } : { cells: [], where, problem: message('rows.quotation') };
    }
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    const coded = messageOf(error);
    const reason = typeof coded === 'string' ? coded.replaceAll('\n', ' ') : coded;
    throw new DemifaceError('unreadable', message('lists.unreadable', { list, root: files.root, reason }), {
      cause: error,
    });
  } finally {
    source?.destroy();
  }
}

/** Lines ahead: some may belong to the cell that is read, and come as rows of their own where they do not. */
interface Ahead {
  peek(i: number): Promise<string | undefined>;
  take(n: number): void;
}

async function continued(text: string, delimiter: string, further: Ahead): Promise<string[] | undefined> {
  let record = text;
  for (let i = 0; i < MAX_LINES; i++) {
    const next = await further.peek(i);
    if (next === undefined) return undefined;
    record += `\n${next}`;
    const cells = next.includes('"') ? cellsOf(record, delimiter) : undefined;
    if (!cells) continue;
    further.take(i + 1);
    return cells;
  }
  return undefined;
}

/** Lines that are not empty, with their numbers. */
async function* numbered(
  lines: AsyncGenerator<string>,
): AsyncGenerator<{ text: string; line: number; further: Ahead }> {
  const ahead: string[] = [];
  let line = 0;
  const further: Ahead = {
    async peek(i) {
      while (ahead.length <= i) {
        const next = await lines.next();
        if (next.done) return undefined;
        ahead.push(next.value);
      }
      return ahead[i];
    },
    take(n) {
      ahead.splice(0, n);
      line += n;
    },
  };
  for (;;) {
    const taken = ahead.shift();
    const next = taken === undefined ? await lines.next() : { value: taken, done: false };
    if (next.done) return;
    line++;
    if (next.value.trim() !== '') yield { text: next.value, line, further };
  }
}

/** Where each column stands, found by any of its names, case aside; -1 where the list lacks it. */
export function columnsOf<K extends string>(
  header: readonly string[],
  names: Record<K, readonly string[]>,
): Record<K, number> {
  const lower = header.map((cell) => cell.toLowerCase());
  const places = Object.entries<readonly string[]>(names).map(([key, aliases]) => [
    key,
    lower.findIndex((cell) => aliases.includes(cell)),
  ]);
  return Object.fromEntries(places) as Record<K, number>;
}

/** `25,5` as spreadsheets write it in many countries; three places could be thousands. */
const DECIMAL_COMMA = /^([-+]?\d+),(\d{1,2})$/;

/** A cell's number; `undefined` for an empty cell, a word or a missing one. */
export function numberIn(cell: string | undefined): number | undefined {
  if (cell === undefined || cell === '') return undefined;
  const value = Number(cell.replace(DECIMAL_COMMA, '$1.$2'));
  return Number.isFinite(value) ? value : undefined;
}
