import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openClientDatabase } from '../../../../../../src/main/core/features/session/clients/files/client-database.ts';
import { clientPath } from '../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import {
  keyPath,
  readClientKey,
} from '../../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { copyClient } from '../../../../../../src/main/core/features/session/clients/copies/copies.ts';
import { auditEntries } from '../../../../../../src/main/core/platform/audit.ts';
import { refusalOf } from '../../../../../../src/main/core/platform/refusal.ts';
import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { fill, smallDisk } from '../../../../../support/small-disk.ts';
import { addReadings } from './made-readings.ts';
import { keychainLock, madeClients, signed, withClient } from './made-clients.ts';

const NOTE = 'the heart beats fast at the second spider';

test('a stolen folder shows nothing: no code, no consent, no value, in no file', async () => {
  const made = await withClient(undefined, 'K-17-spiders');
  const { files, folder, handlers, id, home, lock, recoveryCode } = made;
  await handlers['clients.sign']({ id, consent: signed() });
  const file = files.open(id);
  const probs = addReadings(file, 300);
  execute(
    file,
    file.db.insertInto('notes').values({ session: 1, at_ms: 5, at: '2026-11-30T10:00:00Z', text: NOTE }),
  );
  copyClient(folder, file, '2026-11-30');
  const backUp = join(home, 'all.tar');
  file.close();
  await handlers['clients.backUp']({ path: backUp });
  const open = files.open(id); // The log of writes is there, too.
  addReadings(open, 10, 2);

  const stolen = [...readdirSync(folder).map((name) => join(folder, name)), backUp];
  expect(stolen.some((path) => path.endsWith('-wal'))).toBe(true);
  expect(stolen.some((path) => path.endsWith('.copy'))).toBe(true);
  const known = [
    ...['K-17', 'spiders', NOTE, signed().text, 'words that are known', 'strokes', 'SQLite format 3'],
    ...['create table', 'CREATE TABLE', 'consents', lock.secret, recoveryCode],
    ...[recoveryCode.replaceAll('-', ''), Buffer.from(made.vault.master)],
    ...[Buffer.from(lock.secret, 'base64'), Buffer.from(probs)],
  ];
  for (const path of stolen)
    for (const clear of known)
      expect([path, clear.toString(), readFileSync(path).includes(clear)]).toEqual([
        path,
        clear.toString(),
        false,
      ]);
  // The same search finds it where it is not encrypted.
  open.raw.pragma('wal_checkpoint(truncate)');
  expect(Buffer.from(open.raw.serialize()).includes(NOTE)).toBe(true);
  open.close();
});

test('the main database, its log and its backups know a client by a random id alone', async () => {
  const made = await withClient(undefined, 'K-17-spiders');
  await made.handlers['clients.sign']({ id: made.id, consent: signed() });
  await made.handlers['clients.rename']({ id: made.id, code: 'K-18-heights' });
  await made.handlers['clients.backUp']({ path: join(made.home, 'all.tar') });
  await made.handlers['clients.remove']({ id: made.id });
  for (const name of readdirSync(made.home).filter((each) => each.startsWith('demiface.sqlite'))) {
    const bytes = readFileSync(join(made.home, name));
    for (const clear of ['K-17', 'K-18', 'words that are known']) expect(bytes.includes(clear)).toBe(false);
  }
});

test('lists clients by code, renames them, and gives no code twice', async () => {
  const { handlers, id, vault } = await withClient();
  await handlers['clients.add']({ code: 'K-2' });
  const codes = async () => (await handlers['clients.list']({})).map(({ code }) => code);
  expect(await codes()).toEqual(['K-2', 'K-17']);
  expect(() => handlers['clients.add']({ code: 'k-17' })).toThrow('another client has the code k-17 already');
  await handlers['clients.rename']({ id, code: 'k-17' });
  expect(await codes()).toEqual(['K-2', 'k-17']);
  vault.lock();
  await expect(handlers['clients.list']({})).rejects.toThrow('client files are locked; open them first');
  for (const asked of [
    () => handlers['clients.show']({ id }),
    () => handlers['clients.remove']({ id }),
    () => handlers['clients.add']({ code: 'x' }),
  ])
    expect(asked).toThrow('client files are locked; open them first');
});

test('a damaged client says so in one line, and the others can be used', async () => {
  const { handlers, id, folder } = await withClient();
  const { id: other } = await handlers['clients.add']({ code: 'K-2' });
  const bytes = readFileSync(clientPath(folder, id));
  bytes.fill(7, 3000, 3100);
  writeFileSync(clientPath(folder, id), bytes);
  const [first, second] = await handlers['clients.list']({});
  expect(first).toMatchObject({ id: other, problem: null });
  expect(second).toMatchObject({
    ...{ id, code: 'K-17' },
    problem: { code: 'corrupt', message: { code: 'clients.fileDamaged' } },
  });
  writeFileSync(keyPath(folder, id), 'x');
  const [damaged] = await handlers['clients.list']({});
  expect(damaged).toMatchObject({ id, code: null, problem: { message: { code: 'clients.keyDamaged' } } });
  expect(await handlers['clients.show']({ id })).toMatchObject({
    problem: { code: 'corrupt' },
    consents: [],
  });
  await handlers['clients.sign']({ id: other, consent: signed() });
  expect((await handlers['clients.show']({ id: other })).consent).toBe('valid');
});

test('puts the latest sound copy in the place of a damaged file', async () => {
  const { handlers, id, folder, files } = await withClient();
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => copyClient(folder, file, '2026-11-01'));
  files.with(id, (file) => copyClient(folder, file, '2026-11-02'));
  expect(() => handlers['clients.restoreCopy']({ id })).toThrow(/is not damaged/);
  for (const path of [clientPath(folder, id), join(folder, `${id}.client.2026-11-02.copy`)])
    writeFileSync(path, readFileSync(path).fill(7, 3000, 3100));
  expect(await handlers['clients.restoreCopy']({ id })).toEqual({ day: '2026-11-01' });
  expect(await handlers['clients.show']({ id })).toMatchObject({ consent: 'restored', problem: null });
  expect(readdirSync(folder).some((name) => name.includes('.client.damaged-'))).toBe(true);
  await handlers['clients.remove']({ id });
  expect(readdirSync(folder).filter((name) => name.includes(id))).toEqual([]);
});

test('copies a file once a day where it has changed, and keeps seven', async () => {
  const { id, folder, files, copies, handlers } = await withClient();
  await copies.check();
  const today = (await handlers['clients.show']({ id })).copies;
  expect(today).toEqual([new Intl.DateTimeFormat('sv-SE').format(new Date())]);
  await copies.check();
  const days = Array.from({ length: 9 }, (_, i) => `2026-10-0${i + 1}`);
  for (const day of days) files.with(id, (file) => copyClient(folder, file, day));
  expect((await handlers['clients.show']({ id })).copies).toHaveLength(7);
});

test('another program that holds a file is named', async () => {
  const { id, folder, files, vault } = await withClient();
  const { key } = readClientKey(folder, id, vault.master);
  const holder = openClientDatabase(clientPath(folder, id), key);
  holder.exec('begin immediate');
  const file = files.open(id);
  const write = () => execute(file, file.db.insertInto('log').values({ at: '', action: '', subject: '' }));
  expect(write).toThrow(/locked/);
  expect(refusalOf(thrownBy(write)).code).toBe('busy');
  holder.exec('rollback');
  holder.close();
  write();
  file.close();
});

test('a full disk is named, and nothing that was there is lost', async ({ skip }) => {
  const disk = smallDisk(2);
  if (disk === undefined) return skip('this machine lets nobody mount a small disk');
  const made = await withClient(disk);
  const { handlers, id, files, vault, lock } = made;
  await handlers['clients.sign']({ id, consent: signed() });
  let fillers = 0;
  const fillUp = () => fill(join(disk, `filler-${fillers++}`));
  const file = files.open(id);
  fillUp();
  expect(refusalOf(thrownBy(() => addReadings(file, 30_000))).code).toBe('disk');
  file.close();
  fillUp();
  expect(refusalOf(thrownBy(() => handlers['clients.add']({ code: 'next' }))).code).toBe('disk');
  fillUp();
  const changing = vault.change({ ...lock, sealed: null }, keychainLock());
  await expect(changing).rejects.toMatchObject({ code: 'disk' });
  fillUp();
  const backingUp = handlers['clients.backUp']({ path: join(disk, 'all.tar') });
  await expect(backingUp).rejects.toMatchObject({ code: 'disk' });
  for (let i = 0; i < fillers; i++) rmSync(join(disk, `filler-${i}`));
  vault.lock();
  await vault.unlock({ ...lock, sealed: null });
  expect(await handlers['clients.list']({})).toMatchObject([{ id, consent: 'valid', problem: null }]);
  expect(readdirSync(made.folder).filter((name) => name.includes('.partial'))).toEqual([]);
});

test('what a program that was killed had written is there', async () => {
  const made = await withClient();
  await made.handlers['clients.sign']({ id: made.id, consent: signed() });
  await made.close();
  const child = join(import.meta.dirname, 'killed-writer.ts');
  const { stdout, signal } = spawnSync(
    process.execPath,
    [child, made.home, made.id, made.lock.secret, '500'],
    { encoding: 'utf8' },
  );
  expect(signal).toBe('SIGKILL');
  expect(stdout).toBe('500');
  const again = madeClients(made.home);
  await again.vault.unlock({ ...made.lock, sealed: null });
  const count = again.files.with(made.id, ({ raw }) =>
    raw.prepare('select count(*) as n from readings').get(),
  );
  expect(count).toEqual({ n: 500 });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('a consent of a copy that was restored has to be signed again: it may have been withdrawn', async () => {
  const { handlers, files, folder, id } = await withClient();
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => copyClient(folder, file, '2026-11-01'));
  await handlers['clients.withdraw']({ id });
  writeFileSync(clientPath(folder, id), 'damaged');
  await handlers['clients.restoreCopy']({ id });
  expect(await handlers['clients.show']({ id })).toMatchObject({ consent: 'restored' });
  await handlers['clients.sign']({ id, consent: signed() });
  expect(await handlers['clients.show']({ id })).toMatchObject({ consent: 'valid' });
});

test('a code is the same, composed or decomposed', async () => {
  const { handlers } = await withClient(undefined, 'Ä-1');
  for (const code of ['A\u0308-1', 'a\u0308-1', 'ä-1'])
    expect(() => handlers['clients.add']({ code })).toThrow(/has the code|another client/);
  expect(await handlers['clients.add']({ code: 'u\u0308' })).toMatchObject({ code: '\u00fc' });
});

test.skipIf(process.platform === 'win32')('every file is for its owner alone', async () => {
  const { handlers, files, folder, id } = await withClient();
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => copyClient(folder, file, '2026-11-01'));
  const open = files.open(id);
  addReadings(open, 10);
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThanOrEqual(6);
  for (const name of names)
    expect([name, (statSync(join(folder, name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
  open.close();
});

test('the audit log does not say where an export went: a folder may be named by the code', async () => {
  const { handlers, id, store } = await withClient();
  await handlers['clients.exportAll']({ id, path: join(scratchFolder(), 'K-17') });
  const [entry] = await auditEntries(store, 1);
  expect(entry).toMatchObject({ action: 'clients.export' });
  expect(JSON.stringify(entry)).not.toContain('K-17');
});
