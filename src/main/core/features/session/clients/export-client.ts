import { existsSync } from 'node:fs';

import { message } from '../../../../../messages/message.ts';
import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { csvLine } from '../../../../../common/csv-line.ts';
import { writePrivateFolderAtomic } from '../../../../../common/files/atomic.ts';
import { jsonOf } from '../../../../../common/json.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import type { ClientFile } from './files/client-files.ts';
import { appendToClientLog } from './files/client-log.ts';
import { consentsOf } from './consents/consents.ts';
import { signatureSvg } from './consents/signature-svg.ts';

/** Readings that are taken from the file at once. */
const SLICE = 500;

/**
 * Writes everything that is held about a client into a new folder that no other user of the computer may read: JSON, CSV, the texts that were signed
 * and the signatures as SVG.
 * @throws CodedRefusal `usage` if something is there already; DemifaceError `disk`
 */
export async function exportClient(file: ClientFile, addedAt: string | null, path: string): Promise<void> {
  if (existsSync(path)) throw new CodedRefusal('usage', message('clients.placeTaken', { path }));
  const rows = {
    sessions: queryAll(file, file.db.selectFrom('sessions').selectAll().orderBy('id')).map(parsed),
    events: queryAll(file, file.db.selectFrom('events').selectAll().orderBy('id')).map(parsed),
    notes: queryAll(file, file.db.selectFrom('notes').selectAll().orderBy('id')),
    log: queryAll(file, file.db.selectFrom('log').selectAll().orderBy('id')).map(parsed),
  };
  const consents = consentsOf(file).reverse();
  const { id, code } = file;
  const files: Record<string, string | AsyncIterable<string>> = {
    'client.json': `${JSON.stringify({ id, code, addedAt, consents, ...rows }, null, 2)}\n`,
    'events.csv': csvOf(['id', 'session', 'at_ms', 'kind', 'value'], rows.events),
    'notes.csv': csvOf(['id', 'session', 'at_ms', 'at', 'text'], rows.notes),
    'readings.csv': readingsCsv(file),
  };
  for (const { id: number, text, signature } of consents) {
    files[`consent-${number}.txt`] = `${text}\n`;
    if ('typed' in signature) files[`consent-${number}-signature.txt`] = `${signature.typed}\n`;
    else files[`consent-${number}-signature.svg`] = signatureSvg(signature);
  }
  await writePrivateFolderAtomic(path, files);
  appendToClientLog(file, 'exported', message('clients.exported'), new Date());
}

/** JSON columns as what they hold. */
function parsed<R extends object>(row: R): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[[{"]/.test(value) ? (jsonOf(value) ?? value) : value,
    ]),
  );
}

function csvOf(names: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => csvLine(names.map((name) => cell((row as Record<string, unknown>)[name]))));
  return `${[csvLine(names), ...lines].join('\r\n')}\r\n`;
}

function cell(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

const READING_COLUMNS = [
  ...(['session', 'at_ms', 'is_seen', 'is_usable', 'is_talking', 'quality', 'step'] as const),
];

/** In slices, so that the rest of the core has its turn and hours of readings need no memory. */
async function* readingsCsv(file: ClientFile): AsyncGenerator<string> {
  const names = ['raw', 'centered'].flatMap((kind) => EXPRESSIONS.map((label) => `${kind}_${label}`));
  yield `${csvLine([...READING_COLUMNS, ...names])}\r\n`;
  const sessions = queryAll(file, file.db.selectFrom('sessions').select('id').orderBy('id'));
  for (const { id } of sessions)
    for (let from = -1; ;) {
      const query = file.db
        .selectFrom('readings')
        .selectAll()
        .where('session', '=', id)
        .where('at_ms', '>', from)
        .orderBy('at_ms')
        .limit(SLICE);
      const rows = queryAll(file, query);
      const lines = rows.map((row) =>
        csvLine([
          ...READING_COLUMNS.map((name) => cell(row[name])),
          ...probsOf(row.raw),
          ...probsOf(row.centered),
        ]),
      );
      if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
      if (rows.length < SLICE) break;
      from = rows.at(-1)!.at_ms;
      await yieldToEventLoop(undefined);
    }
}

/** Empty cells where no face was read. */
function probsOf(blob: Uint8Array | null): (string | number)[] {
  if (blob === null) return EXPRESSIONS.map(() => '');
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  return EXPRESSIONS.map((_, i) => view.getFloat32(i * 4, true));
}
