import { parse } from 'csv-parse';

import { DemifaceError } from '../../../artifact/error.ts';
import type { Files } from '../files.ts';
import { stopIfAborted } from '../interrupted.ts';

/** A row of a CSV list and where it stands, for messages. */
export interface Row {
  cells: readonly string[];
  where: string;
}

/**
 * The rows of a CSV list, streamed: AffectNet's training list has hundreds of megabytes.
 * @throws DemifaceError `unreadable`
 */
export async function* rowsOf(
  files: Pick<Files, 'open' | 'root'>,
  list: string,
  signal?: AbortSignal,
): AsyncGenerator<Row> {
  const source = await files.open(list);
  const parser = parse({
    bom: true,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  });
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const parsed of source.pipe(parser)) {
      stopIfAborted(signal);
      const { record, info } = parsed as { record: string[]; info: { lines: number } };
      yield { cells: record, where: `${list} line ${info.lines}` };
    }
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    const what = (error as Error).message.replaceAll('\n', ' ');
    throw new DemifaceError('unreadable', `the list ${list} below ${files.root} cannot be read: ${what}`, {
      cause: error,
    });
  } finally {
    source.destroy();
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

/** A cell's number; `undefined` for an empty cell, a word or a missing one. */
export function numberIn(cell: string | undefined): number | undefined {
  if (cell === undefined || cell === '') return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}
