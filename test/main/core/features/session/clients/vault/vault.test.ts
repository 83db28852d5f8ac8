import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { FailedAttempts } from '../../../../../../../src/main/core/features/session/clients/vault/failed-attempts.ts';
import { Vault } from '../../../../../../../src/main/core/features/session/clients/vault/vault.ts';
import { scratchFolder } from '../../../../../../support/made-data.ts';
import { keychainLock, PASSPHRASE } from '../made-clients.ts';

const folderOfVault = () => join(scratchFolder(), 'clients');
const wrong = { kind: 'passphrase', passphrase: 'wrong horse battery' } as const;

test('opens by passphrase and by recovery code, and by nothing else', async () => {
  const vault = new Vault(folderOfVault());
  expect(vault.state).toBe('none');
  const code = await vault.setUp(PASSPHRASE);
  expect(code).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  const master = Buffer.from(vault.master);
  vault.lock();
  expect(vault.state).toBe('locked');
  expect(() => vault.master).toThrow(/client files are locked/);
  await expect(vault.unlock(wrong)).rejects.toThrow('the passphrase is wrong');
  await vault.unlock(PASSPHRASE);
  expect(Buffer.from(vault.master)).toEqual(master);
  vault.lock();
  await vault.unlock({ kind: 'recovery', code: code.toLowerCase().replaceAll('-', ' ') });
  expect(Buffer.from(vault.master)).toEqual(master);
});

test('overwrites the key when it is locked', async () => {
  const vault = new Vault(folderOfVault());
  await vault.setUp(keychainLock());
  const { master } = vault;
  expect(master.some((byte) => byte !== 0)).toBe(true);
  vault.lock();
  expect(master.every((byte) => byte === 0)).toBe(true);
});

test('opens by the secret of the keychain, and stores what the system sealed anew', async () => {
  const folder = folderOfVault();
  const vault = new Vault(folder);
  const lock = keychainLock();
  await vault.setUp(lock);
  vault.lock();
  expect(vault.onDisk?.lock).toMatchObject({ kind: 'keychain', secret: lock.sealed });
  await expect(vault.unlock({ ...keychainLock(), sealed: null })).rejects.toThrow(/another secret/);
  await expect(vault.unlock(PASSPHRASE)).rejects.toThrow(
    /by the keychain of the system, not by a passphrase/,
  );
  await vault.unlock({ kind: 'keychain', secret: lock.secret, sealed: 'bmV3' });
  expect(vault.onDisk?.lock).toMatchObject({ secret: 'bmV3' });
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain(lock.secret);
});

test('changes the passphrase: the old one opens nothing, the recovery code stays', async () => {
  const vault = new Vault(folderOfVault());
  const code = await vault.setUp(PASSPHRASE);
  const next = { kind: 'passphrase', passphrase: 'another long passphrase' } as const;
  await expect(vault.change(wrong, next)).rejects.toThrow('the passphrase is wrong');
  await vault.change(PASSPHRASE, next);
  vault.lock();
  await expect(vault.unlock(PASSPHRASE)).rejects.toThrow('the passphrase is wrong');
  await vault.unlock(next);
  await vault.change({ kind: 'recovery', code }, PASSPHRASE);
  await vault.unlock(PASSPHRASE);
});

test('remembers that no recovery code was written down, until one is', async () => {
  const folder = folderOfVault();
  const vault = new Vault(folder);
  await expect(vault.confirmRecoveryCode()).rejects.toThrow(/not set up/);
  await vault.setUp(PASSPHRASE);
  const isConfirmed = () => new Vault(folder).onDisk!.isCodeConfirmed;
  expect(isConfirmed()).toBe(false);
  await vault.confirmRecoveryCode();
  expect(isConfirmed()).toBe(true);
  await vault.change(PASSPHRASE, { kind: 'passphrase', passphrase: 'another long passphrase' });
  expect(isConfirmed()).toBe(true);
  await vault.newRecoveryCode({ kind: 'passphrase', passphrase: 'another long passphrase' });
  expect(isConfirmed()).toBe(false);
});

test('makes a new recovery code: the one before opens nothing', async () => {
  const vault = new Vault(folderOfVault());
  const lock = keychainLock();
  const first = await vault.setUp(lock);
  const second = await vault.newRecoveryCode({ ...lock, sealed: null });
  vault.lock();
  await expect(vault.unlock({ kind: 'recovery', code: first })).rejects.toThrow(/not the one of these/);
  await vault.unlock({ kind: 'recovery', code: second });
});

test.each(['short', 'aaaaaaaaaaaaaaaaaaaa', '           a           '])(
  'refuses the passphrase %j',
  async (passphrase) => {
    const vault = new Vault(folderOfVault());
    await expect(vault.setUp({ kind: 'passphrase', passphrase })).rejects.toThrow(/at least 12 characters/);
    expect(vault.state).toBe('none');
  },
);

test('takes a passphrase as it is typed on any keyboard', async () => {
  const vault = new Vault(folderOfVault());
  await vault.setUp({ kind: 'passphrase', passphrase: 'schöne Grüße an alle'.normalize('NFC') });
  vault.lock();
  await vault.unlock({ kind: 'passphrase', passphrase: 'schöne Grüße an alle'.normalize('NFD') });
});

test('delays attempts after three wrong ones, longer each time, and none after a right one', async () => {
  let nowMs = 0;
  const vault = new Vault(folderOfVault(), undefined, new FailedAttempts(() => nowMs));
  const lock = keychainLock();
  const right = { ...lock, sealed: null };
  await vault.setUp(lock);
  const guess = () => vault.unlock({ ...keychainLock(), sealed: null });
  for (let i = 0; i < 3; i++) await expect(guess()).rejects.toMatchObject({ code: 'usage' });
  await expect(vault.unlock(right)).rejects.toThrow('several wrong attempts; try again in 2 seconds');
  nowMs += 2000;
  await expect(guess()).rejects.toMatchObject({ code: 'usage' });
  await expect(guess()).rejects.toThrow('try again in 4 seconds');
  nowMs += 4000;
  await vault.unlock(right);
  await expect(guess()).rejects.toMatchObject({ code: 'usage' });
  await vault.unlock(right);
});

test('stays locked when it is locked while a passphrase is checked', async () => {
  const vault = new Vault(folderOfVault());
  await vault.setUp(PASSPHRASE);
  vault.lock();
  const unlocking = vault.unlock(PASSPHRASE);
  await new Promise((resolve) => setTimeout(resolve, 20));
  vault.lock();
  await expect(unlocking).rejects.toMatchObject({ code: 'interrupted' });
  expect(vault.state).toBe('locked');
});

test('reads the copy where the file is damaged, and mends the file', async () => {
  const folder = folderOfVault();
  const vault = new Vault(folder);
  const lock = keychainLock();
  await vault.setUp(lock);
  vault.lock();
  const file = join(folder, 'vault.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, 100));
  await vault.unlock({ ...lock, sealed: null });
  expect(readFileSync(file, 'utf8')).toBe(text);
  rmSync(file);
  expect(vault.onDisk?.lock.kind).toBe('keychain');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('never sets up anew over client files whose vault is lost', async () => {
  const folder = folderOfVault();
  const vault = new Vault(folder);
  await vault.setUp(keychainLock());
  await expect(vault.setUp(keychainLock())).rejects.toThrow(/set up already/);
  writeFileSync(join(folder, `${'a'.repeat(32)}.key`), 'a key');
  for (const name of ['vault.json', 'vault-copy.json']) writeFileSync(join(folder, name), '{');
  vault.lock();
  const damaged = /vault\.json, and its copy are damaged or missing/;
  expect(() => vault.state).toThrow(damaged);
  await expect(vault.setUp(keychainLock())).rejects.toThrow(damaged);
  for (const name of ['vault.json', 'vault-copy.json']) rmSync(join(folder, name));
  await expect(vault.setUp(keychainLock())).rejects.toThrow(damaged);
});

test('refuses a vault of a newer version', async () => {
  const folder = folderOfVault();
  const vault = new Vault(folder);
  await vault.setUp(keychainLock());
  writeFileSync(join(folder, 'vault.json'), '{"version":2}');
  await expect(vault.unlock({ ...keychainLock(), sealed: null })).rejects.toThrow(
    /newer Demiface wrote this \(version 2/,
  );
});
