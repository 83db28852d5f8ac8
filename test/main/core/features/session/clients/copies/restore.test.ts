import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { clientPath } from '../../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import { keyPath } from '../../../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { validConsent } from '../../../../../../../src/main/core/features/session/clients/consents/consents.ts';
import type { RestoredClients } from '../../../../../../../src/main/ipc/contract.ts';
import { asTar, scratchFolder } from '../../../../../../support/made-data.ts';
import { madeClients, PASSPHRASE, signed, withClient } from '../made-clients.ts';
import { addReadings } from '../made-readings.ts';

const only = (what: Partial<RestoredClients>): RestoredClients => ({
  ...{ added: 0, kept: 0, repaired: 0, deleted: 0, damaged: 0 },
  ...what,
});

/** A computer with two clients, and a backup file of them. */
async function firstComputer() {
  const first = await withClient();
  await first.handlers['clients.sign']({ id: first.id, consent: signed() });
  first.files.with(first.id, (file) => addReadings(file, 100));
  const { id: second } = await first.handlers['clients.add']({ code: 'K-2' });
  const path = join(scratchFolder(), 'clients.tar');
  expect(await first.handlers['clients.backUp']({ path })).toEqual({ path, clients: 2, damaged: 0 });
  return { ...first, second, path };
}

async function secondComputer() {
  const made = madeClients();
  await made.handlers['vault.setUp']({ lock: PASSPHRASE });
  return made;
}

test('restores on a second computer by the recovery code, under the key of that computer', async () => {
  const { path, recoveryCode, id } = await firstComputer();
  const { handlers, files, vault } = await secondComputer();
  const proof = { kind: 'recovery', code: recoveryCode } as const;
  expect(await handlers['clients.restore']({ path, proof })).toEqual(only({ added: 2 }));
  expect((await handlers['clients.list']({})).map(({ code }) => code)).toEqual(['K-2', 'K-17']);
  vault.lock();
  await vault.unlock(PASSPHRASE);
  files.with(id, (file) => {
    expect(validConsent(file, 'expression', new Date())?.text).toBe(signed().text);
    expect(file.raw.prepare('select count(*) as n from readings').get()).toEqual({ n: 100 });
  });
  expect(await handlers['clients.restore']({ path, proof })).toEqual(only({ kept: 2 }));
});

test('restores by the passphrase of the first computer, and says what is wrong with another', async () => {
  const first = await secondComputer();
  await first.handlers['clients.add']({ code: 'K-1' });
  const path = join(scratchFolder(), 'clients.tar');
  await first.handlers['clients.backUp']({ path });
  const { handlers } = await withClient();
  const restore = (proof: Parameters<(typeof handlers)['clients.restore']>[0]['proof']) =>
    Promise.resolve(handlers['clients.restore']({ path, proof }));
  await expect(restore(null)).rejects.toThrow(/made on another computer; enter its passphrase/);
  await expect(restore({ kind: 'passphrase', passphrase: 'wrong horse battery' })).rejects.toThrow(
    'the passphrase is wrong',
  );
  await expect(restore({ kind: 'recovery', code: 'AAAAA' })).rejects.toThrow(/missing or mistyped/);
  expect(await restore(PASSPHRASE)).toEqual(only({ added: 1 }));
});

test('leaves what is here, mends what is damaged, and brings nothing back that was deleted', async () => {
  const { path, handlers, id, second, folder, files } = await firstComputer();
  files.with(id, (file) => addReadings(file, 50, 2));
  writeFileSync(clientPath(folder, second), 'damaged');
  expect(await handlers['clients.restore']({ path, proof: null })).toEqual(only({ kept: 1, repaired: 1 }));
  // Where the key alone is damaged, the newer file stays.
  writeFileSync(keyPath(folder, id), 'damaged');
  expect(await handlers['clients.restore']({ path, proof: null })).toEqual(only({ kept: 1, repaired: 1 }));
  files.with(id, ({ code, raw }) => {
    expect(code).toBe('K-17');
    expect(raw.prepare('select count(*) as n from readings').get()).toEqual({ n: 150 });
  });
  await handlers['clients.remove']({ id });
  expect(await handlers['clients.restore']({ path, proof: null })).toEqual(only({ kept: 1, deleted: 1 }));
  expect(readdirSync(folder).filter((name) => name.includes(id))).toEqual([]);
});

test('counts what is damaged in a backup file, and refuses what is none', async () => {
  const { path, recoveryCode, handlers } = await firstComputer();
  const bytes = readFileSync(path);
  const { handlers: others, folder } = await secondComputer();
  const proof = { kind: 'recovery', code: recoveryCode } as const;
  const restore = (given: string) => Promise.resolve(others['clients.restore']({ path: given, proof }));
  const cut = join(scratchFolder(), 'cut.tar');
  writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
  await expect(restore(cut)).rejects.toThrow(/is no backup file of client files, or is damaged/);
  writeFileSync(cut, 'no archive at all');
  await expect(restore(cut)).rejects.toThrow(/is no backup file/);
  writeFileSync(cut, await asTar({ '../../outside': Buffer.from('x') }));
  await expect(restore(cut)).rejects.toThrow(/is no backup file/);
  // A page of the second file, which begins behind 'vault.json', two key files and the first file.
  const at = bytes.lastIndexOf('.client') + 512 + 5000;
  writeFileSync(cut, Buffer.from(bytes).fill(7, at, at + 100));
  expect(await restore(cut)).toEqual(only({ added: 1, damaged: 1 }));
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  expect((await others['clients.list']({})).length).toBe(1);
  expect((await handlers['clients.list']({})).length).toBe(2);
});

test('is not written while a session uses a file, nor over a folder that cannot be written', async () => {
  const { handlers, files, id } = await firstComputer();
  const file = files.open(id);
  const path = join(scratchFolder(), 'clients.tar');
  await expect(handlers['clients.backUp']({ path })).rejects.toMatchObject({ code: 'busy' });
  file.close();
  const gone = scratchFolder();
  rmSync(gone, { recursive: true });
  await expect(handlers['clients.backUp']({ path: join(gone, 'a.tar') })).rejects.toThrow();
});

test('is written and read one at a time, and no client is removed meanwhile', async () => {
  const { handlers, id, path } = await firstComputer();
  const other = join(scratchFolder(), 'other.tar');
  const written = handlers['clients.backUp']({ path: other });
  expect(() => handlers['clients.remove']({ id })).toThrow(expect.objectContaining({ code: 'busy' }));
  await expect(handlers['clients.restore']({ path, proof: null })).rejects.toMatchObject({
    coded: { code: 'clients.archiveInWork' },
  });
  await written;
  const restored = handlers['clients.restore']({ path, proof: null });
  await expect(handlers['clients.restore']({ path, proof: null })).rejects.toMatchObject({ code: 'busy' });
  expect(await restored).toEqual(only({ kept: 2 }));
  await handlers['clients.remove']({ id });
});

test('brings back no consent that may have been withdrawn', async () => {
  const { handlers, id, path, folder, files } = await firstComputer();
  await handlers['clients.withdraw']({ id });
  writeFileSync(clientPath(folder, id), 'damaged');
  expect(await handlers['clients.restore']({ path, proof: null })).toEqual(only({ kept: 1, repaired: 1 }));
  const { consent, consents, log } = await handlers['clients.show']({ id });
  expect(consent).toBe('restored');
  expect(consents).toMatchObject([{ withdrawnAt: null, restoredAt: expect.any(String) as string }]);
  expect(log[0]).toMatchObject({ subject: { code: 'clients.filePutBack' } });
  files.with(id, (file) => expect(validConsent(file, 'expression', new Date())).toBeNull());
  await handlers['clients.sign']({ id, consent: signed() });
  files.with(id, (file) => expect(validConsent(file, 'expression', new Date())).not.toBeNull());
});

test('a code that another client has here is told apart', async () => {
  const { path, recoveryCode } = await firstComputer();
  const { handlers } = await secondComputer();
  await handlers['clients.add']({ code: 'k-17' });
  const proof = { kind: 'recovery', code: recoveryCode } as const;
  expect(await handlers['clients.restore']({ path, proof })).toEqual(only({ added: 2 }));
  const codes = (await handlers['clients.list']({})).map(({ code }) => code);
  expect(codes.sort()).toEqual(['K-17 (2)', 'K-2', 'k-17']);
});
