import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { expect, test } from 'vitest';

import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { signed, withClient } from './made-clients.ts';
import { addReadings } from './made-readings.ts';

test('exports everything that is held about a client in open formats', async () => {
  const { handlers, id, files, store } = await withClient();
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => {
    addReadings(file, 5001);
    execute(file, file.db.insertInto('events').values({ session: 1, at_ms: 5, kind: 'suds', value: '40' }));
    const note = { session: 1, at_ms: 5, at: '2026-11-30T10:00:00Z', text: '=1+1, "calm"' };
    execute(file, file.db.insertInto('notes').values(note));
  });
  const path = join(scratchFolder(), 'K-17');
  expect(await handlers['clients.exportAll']({ id, path })).toEqual({ path });
  expect(readdirSync(path).sort()).toEqual([
    ...['client.json', 'consent-1-signature.svg', 'consent-1.txt', 'events.csv', 'notes.csv', 'readings.csv'],
  ]);
  const read = (name: string) => readFileSync(join(path, name), 'utf8');
  expect(JSON.parse(read('client.json'))).toMatchObject({
    ...{ id, code: 'K-17', consents: [signed()], notes: [{ at_ms: 5, text: '=1+1, "calm"' }] },
    ...{ sessions: [{ id: 1, settings: {} }], events: [{ at_ms: 5, kind: 'suds' }] },
    log: [{ subject: { code: 'clients.consentSigned' } }],
  });
  // Windows has no such rights.
  const modes = [path, join(path, 'notes.csv')].map((one) => statSync(one).mode & 0o777);
  if (process.platform !== 'win32') expect(modes).toEqual([0o700, 0o600]);
  expect(read('consent-1.txt')).toBe(`${signed().text}\n`);
  const readings: Record<string, string>[] = parse(read('readings.csv'), { columns: true });
  expect(readings).toHaveLength(5001);
  expect(readings[10]).toMatchObject({ session: '1', at_ms: '1000', step: '2', raw_neutral: '0.5' });
  expect(readings[10]!['centered_neutral']).toBe('');
  expect(readings[5000]!['at_ms']).toBe('500000');
  const { width, height, data } = await drawn(read('consent-1-signature.svg'));
  expect([width, height]).toEqual([300, 100]);
  // Ink on the line from (10, 10) to (200, 90), and none beside it.
  expect(data[(50 * 300 + 105) * 4 + 3]).toBe(255);
  expect(data[(90 * 300 + 20) * 4 + 3]).toBe(0);
  expect((await handlers['clients.show']({ id })).log[0]!.subject).toEqual({ code: 'clients.exported' });
  const audit = store.raw.prepare("select subject from audit where action = 'clients.export'").get();
  expect(JSON.stringify(audit)).toContain(id);
});

test('never replaces anything', async () => {
  const { handlers, id } = await withClient();
  const path = join(scratchFolder(), 'there');
  mkdirSync(path);
  await expect(handlers['clients.exportAll']({ id, path })).rejects.toThrow(/is there already/);
  expect(existsSync(join(path, 'client.json'))).toBe(false);
});

async function drawn(svg: string) {
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...info, data };
}
