import { statSync, writeFileSync } from 'node:fs';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { csvLine } from '../../../../../../common/csv-line.ts';
import { landFile, writeFolderAtomic } from '../../../../../../common/files/atomic.ts';
import type { ClientFile } from '../../clients/files/client-files.ts';
import { appendToClientLog } from '../../clients/files/client-log.ts';
import type { RecordedSession } from '../recorded-session.ts';
import { consentOfSession } from '../recorded-session.ts';
import type { TableName } from './data-dictionary.ts';
import { columnsOf, DATA_DICTIONARY } from './data-dictionary.ts';
import { readingRows } from './reading-rows.ts';
import type { Cell } from './tables.ts';
import { smallTables } from './tables.ts';

/**
 * Writes one session, readable by anybody, with what every column means: a folder of tables, or one file.
 * A file that is there is replaced, for the save dialog has asked; a folder never.
 * @throws CodedRefusal `usage` if a folder is there already; DemifaceError `disk`
 */
export async function exportSession(
  file: ClientFile,
  recorded: RecordedSession,
  { format, path }: { format: 'csv' | 'json'; path: string },
): Promise<void> {
  const checkFree = () => {
    if (isFolder(path)) throw new CodedRefusal('usage', message('clients.placeTaken', { path }));
  };
  checkFree();
  if (format === 'csv') {
    const files = await csvFiles(file, recorded);
    checkFree();
    writeFolderAtomic(path, files);
  } else {
    const parts = await jsonParts(file, recorded);
    checkFree();
    landFile(path, (fd) => {
      for (const part of parts) writeFileSync(fd, part);
    });
  }
  const { session } = recorded;
  appendToClientLog(file, 'session.exported', message('clients.sessionExported', { session }), new Date());
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function csvFiles(file: ClientFile, recorded: RecordedSession): Promise<Record<string, string>> {
  const tables = Object.entries(smallTables(recorded, consentOfSession(file, recorded.stored)));
  const dictionary = DATA_DICTIONARY.map(({ table, column, meaning, unit, range }) => [
    ...[table, column, meaning, unit, range],
  ]);
  const readings = [csvLine(columnsOf('readings'))];
  for await (const rows of readingRows(file, recorded.session))
    for (const row of rows) readings.push(row.map((cell) => cell ?? '').join(',')); // Numbers and codes: nothing to quote.
  return {
    ...Object.fromEntries(
      tables.map(([table, rows]) => [`${table}.csv`, csvOf(columnsOf(table as TableName), rows)]),
    ),
    'readings.csv': `${readings.join('\r\n')}\r\n`,
    'data-dictionary.csv': csvOf(['table', 'column', 'meaning', 'unit', 'range'], dictionary),
  };
}

/** In parts, since a day of readings is longer than a text can be. */
async function jsonParts(file: ClientFile, recorded: RecordedSession): Promise<string[]> {
  const tables = Object.entries(smallTables(recorded, consentOfSession(file, recorded.stored))).map(
    ([table, rows]) => `"${table}":${JSON.stringify(rows.map((row) => objectOf(table as TableName, row)))}`,
  );
  const parts = [
    `{"format":"demiface-session","version":1,\n"dictionary":${JSON.stringify(DATA_DICTIONARY)},\n${tables.join(',\n')},\n`,
    `"readings":{"columns":${JSON.stringify(columnsOf('readings'))},"rows":[`,
  ];
  let isFirst = true;
  for await (const rows of readingRows(file, recorded.session))
    if (rows.length > 0) {
      parts.push(`${isFirst ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`);
      isFirst = false;
    }
  return [...parts, '\n]}}\n'];
}

function objectOf(table: TableName, row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columnsOf(table).map((column, i) => [column, row[i]!]));
}

function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${csvLine(row.map((cell) => cell ?? ''))}\r\n`).join('');
}
