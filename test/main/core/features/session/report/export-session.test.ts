import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import { jsonOf } from '../../../../../../src/common/json.ts';
import { readMoments } from '../../../../../../src/main/core/features/session/recording/stored-session.ts';
import type { ColumnMeaning } from '../../../../../../src/main/core/features/session/report/export/data-dictionary.ts';
import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { madeRecording } from './made-recording.ts';

type Row = Record<string, string>;

async function exported(code?: string) {
  const made = await madeRecording({ minutes: 4 }, code);
  const { ask, ref } = made;
  await ask['session.note']({
    ...ref,
    id: 0,
    atMs: 5000,
    text: '=HYPERLINK("http://x")\nsecond line, "quoted"',
  });
  const folder = join(scratchFolder(), 'export');
  expect(await ask['session.export']({ ...ref, format: 'csv', path: folder })).toEqual({ path: folder });
  const table = (name: string): Row[] =>
    parse(readFileSync(join(folder, `${name}.csv`)), { columns: true, record_delimiter: '\r\n' });
  const file = join(scratchFolder(), 'export.json');
  await ask['session.export']({ ...ref, format: 'json', path: file });
  const json = jsonOf(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { ...made, folder, file, table, json };
}

it('says of every column of every table what it means, and of no other', async () => {
  const { folder, table, json } = await exported();
  const dictionary = table('data-dictionary') as unknown as ColumnMeaning[];
  const tables = readdirSync(folder)
    .map((name) => name.replace('.csv', ''))
    .filter((name) => name !== 'data-dictionary');
  expect(new Set(dictionary.map((one) => one.table))).toEqual(new Set(tables));
  for (const name of tables) {
    const [head] = readFileSync(join(folder, `${name}.csv`), 'utf8').split('\r\n');
    expect(
      dictionary
        .filter((one) => one.table === name)
        .map(({ column }) => column)
        .join(','),
    ).toBe(head);
  }
  expect(dictionary.every(({ meaning, range }) => meaning !== '' && range !== '')).toBe(true);
  expect(json['dictionary']).toEqual(dictionary);
});

it('writes every reading as it was stored, raw and centered', async () => {
  const { table, json, open, ref } = await exported();
  const rows = table('readings');
  const file = open();
  const moments = readMoments(file, ref.session, 0);
  file.close();
  expect(rows).toHaveLength(2400);
  const columns = (json['readings'] as { columns: string[]; rows: (number | string | null)[][] }).columns;
  const jsonRows = (json['readings'] as { rows: (number | string | null)[][] }).rows;
  expect(columns).toEqual(Object.keys(rows[0]!));
  moments.forEach((moment, i) => {
    const row = rows[i]!;
    expect([row['at_ms'], row['step'], row['is_usable'], row['is_talking']]).toEqual([
      ...[String(moment.atMs), moment.step === null ? '' : String(moment.step + 1)],
      ...[String(Number(moment.isUsable)), String(Number(moment.isTalking))],
    ]);
    for (const kind of ['raw', 'centered'] as const)
      EXPRESSIONS.forEach((label, k) => {
        const cell = row[`${kind}_${label}`];
        const value = moment[kind]?.[k];
        expect(cell).toBe(value === undefined ? '' : String(value));
      });
    expect(jsonRows[i]!.map((cell) => (cell === null ? '' : String(cell)))).toEqual(Object.values(row));
  });
});

it('names the model, its hash and threshold, the neutral shift, the consent, the ladder and the versions', async () => {
  const { table, json } = await exported();
  const [session] = table('session');
  expect(session).toMatchObject({
    ...{ client: 'K-17', session: '1', occlusion: 'upper', length: '240000', consent: '1' },
    ...{ consent_scope: 'expression streams', ladder: 'Spiders', neutral_shift: '-0.31' },
    ...{ neutral_is_limited: '0', consent_withdrawn_at: '' },
  });
  expect(session!['recorded_with']).toMatch(/^\d+\.\d+\.\d+/);
  const [model] = table('models');
  expect(model).toMatchObject({
    ...{ name: 'expression.lower', sha256: 'a1'.repeat(32), confidence_threshold: '0.45' },
    groups: 'other-negative=disgust+fear+contempt',
  });
  expect(table('ladder').map(({ title }) => title)).toHaveLength(7);
  expect(table('stays')).toEqual([
    expect.objectContaining({ step: '1', title: 'Picture', from_ms: '120000' }),
  ]);
  expect(table('events').filter(({ kind }) => kind === 'suds')).toHaveLength(2);
  expect((json['session'] as Row[])[0]).toMatchObject({ client: 'K-17', neutral_shift: -0.31 });
});

it('writes no formula into a table, and text as it is into JSON', async () => {
  const { table, json, folder } = await exported('@SUM(A1)');
  expect(table('session')[0]!['client']).toBe("'@SUM(A1)");
  expect(table('notes')[0]!['text']).toBe('\'=HYPERLINK("http://x")\nsecond line, "quoted"');
  expect((json['notes'] as Row[])[0]!['text']).toBe('=HYPERLINK("http://x")\nsecond line, "quoted"');
  for (const name of readdirSync(folder))
    for (const row of parse(readFileSync(join(folder, name)), { relax_column_count: true }))
      for (const cell of row) expect(cell).not.toMatch(/^[=+@\t]|^-(?!\d)/);
});

it('replaces a file, for the save dialog has asked, and no folder', async () => {
  const { ask, ref, folder, file } = await exported();
  const before = readFileSync(file);
  writeFileSync(file, 'old');
  await ask['session.export']({ ...ref, format: 'json', path: file });
  expect(readFileSync(file)).toEqual(before);
  const place = join(scratchFolder(), 'tables');
  writeFileSync(place, 'old');
  await ask['session.export']({ ...ref, format: 'csv', path: place });
  expect(readdirSync(place)).toEqual(readdirSync(folder));
  for (const format of ['csv', 'json'] as const)
    await expect(ask['session.export']({ ...ref, format, path: folder })).rejects.toMatchObject({
      ...{ code: 'usage', coded: { code: 'clients.placeTaken' } },
    });
});

it('keeps what a folder has, and notes an export in the file of the client alone', async () => {
  const { ask, ref, handlers, id, store } = await exported();
  const own = join(scratchFolder(), 'own');
  mkdirSync(own);
  writeFileSync(join(own, 'keep.txt'), 'x');
  await expect(ask['session.export']({ ...ref, format: 'csv', path: own })).rejects.toThrow();
  expect(readdirSync(own)).toEqual(['keep.txt']);
  const { log } = await handlers['clients.show']({ id });
  expect(
    log.filter(({ subject }) => JSON.stringify(subject).includes('clients.sessionExported')),
  ).toHaveLength(2);
  const audit = store.raw.prepare("select subject from audit where action = 'session.export'").all();
  expect(audit).toHaveLength(2);
  expect(JSON.stringify(audit)).not.toContain(id);
});

it('leaves nothing half written where the disk refuses', async () => {
  const { ask, ref } = await madeRecording({ minutes: 1 });
  const place = join(scratchFolder(), 'file');
  writeFileSync(place, '');
  for (const format of ['csv', 'json'] as const)
    await expect(ask['session.export']({ ...ref, format, path: join(place, 'x') })).rejects.toMatchObject({
      code: 'disk',
    });
});

it('exports a session that was never used', async () => {
  const { ask, ref, files } = await madeRecording({ minutes: 1 });
  files.with(ref.client, (file) => {
    execute(file, file.db.deleteFrom('readings'));
    execute(file, file.db.deleteFrom('events'));
  });
  const path = join(scratchFolder(), 'empty.json');
  await ask['session.export']({ ...ref, format: 'json', path });
  expect(existsSync(path)).toBe(true);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    events: [],
    stays: [],
    readings: { rows: [] },
  });
});
