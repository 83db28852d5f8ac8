import { createDecipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openClientDatabase } from '../../../../../../../src/main/core/features/session/clients/files/client-database.ts';
import {
  ClientFiles,
  clientPath,
} from '../../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import {
  keyPath,
  readClientKey,
  writeClientKey,
} from '../../../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { newKey } from '../../../../../../../src/main/core/features/session/clients/vault/sealed.ts';
import { execute, queryAll } from '../../../../../../../src/main/core/platform/store/sync.ts';

const ID = '0123456789abcdef0123456789abcdef';
const KNOWN = 'a value that is known';
const master = newKey();
let folder: string;
let files: ClientFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clients-'));
  addClient(ID, 'CODE-12');
  files = new ClientFiles(folder, () => master);
});
afterEach(() => {
  files.closeAll();
  rmSync(folder, { recursive: true });
});

function addClient(id: string, code: string): void {
  const key = newKey();
  writeClientKey(folder, id, master, { key, code, addedAt: '2026-01-01T00:00:00.000Z' });
  openClientDatabase(clientPath(folder, id), key, { isNew: true }).close();
}

function writeKnown(): void {
  const { db, raw, close } = files.open(ID);
  execute({ raw }, db.insertInto('log').values({ at: KNOWN, action: KNOWN, subject: KNOWN }));
  close();
}

it('shares a file among those who opened it, and closes it with the last', () => {
  const first = files.open(ID);
  const second = files.open(ID);
  expect(second.raw).toBe(first.raw);
  expect(first.code).toBe('CODE-12');
  first.close();
  first.close();
  expect(second.raw.open).toBe(true);
  expect(files.isInUse).toBe(true);
  second.close();
  expect(second.raw.open).toBe(false);
  expect(files.isInUse).toBe(false);
});

it('keeps what was written, and shows none of it in any file, the log of writes included', () => {
  writeKnown();
  const file = files.open(ID);
  execute(file, file.db.insertInto('log').values({ at: KNOWN, action: KNOWN, subject: KNOWN }));
  expect(queryAll(file, file.db.selectFrom('log').select('at'))).toEqual([{ at: KNOWN }, { at: KNOWN }]);
  const names = readdirSync(folder);
  expect(names).toContain(`${ID}.client-wal`);
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    for (const clear of [KNOWN, 'CODE-12', 'SQLite format', 'create table'])
      expect(bytes.includes(clear), `${name}: ${clear}`).toBe(false);
  }
  file.close();
});

it('opens with its own key alone', () => {
  writeKnown();
  expect(() => openClientDatabase(clientPath(folder, ID), newKey())).toThrow(
    expect.objectContaining({ code: 'corrupt' }),
  );
  const other = new ClientFiles(folder, () => newKey());
  expect(() => other.open(ID)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

it('refuses a key file under the name of another client', () => {
  const other = 'f'.repeat(32);
  writeFileSync(keyPath(folder, other), readFileSync(keyPath(folder, ID)));
  expect(() => readClientKey(folder, other, master)).toThrow(/key file of this client is damaged/);
});

it('names damage in one line, and opens the others', () => {
  const other = 'e'.repeat(32);
  addClient(other, 'CODE-13');
  const bytes = readFileSync(clientPath(folder, ID));
  bytes[1000]! ^= 1;
  writeFileSync(clientPath(folder, ID), bytes);
  expect(() => files.open(ID)).toThrow(/^the file of this client is damaged; [^\n]*$/);
  rmSync(clientPath(folder, ID));
  expect(() => files.open(ID)).toThrow(/file of this client is missing/);
  writeFileSync(keyPath(folder, ID), '{"version":1,');
  expect(() => files.open(ID)).toThrow(/^the key file of this client is damaged; [^\n]*$/);
  expect(files.open(other).code).toBe('CODE-13');
});

it('refuses what a newer version wrote', () => {
  const file = files.open(ID);
  file.raw.pragma('user_version = 99');
  file.close();
  expect(() => files.open(ID)).toThrow(/newer Demiface wrote this \(version 99/);
});

it('opens an SQLCipher 4 file that was made when this was first released', () => {
  const key = Buffer.from('11'.repeat(32), 'hex');
  const path = join(folder, 'old.client');
  writeFileSync(path, readFileSync(join(import.meta.dirname, 'first-release.client')));
  const raw = openClientDatabase(path, key, { migrations: [] as string[] });
  expect(raw.prepare('select text from kept').get()).toEqual({ text: 'kept' });
  raw.close();
});

it('encrypts pages as SQLCipher 4 does: AES-256 with the key itself', () => {
  const key = Buffer.from('11'.repeat(32), 'hex');
  const page = readFileSync(join(import.meta.dirname, 'first-release.client')).subarray(4096, 8192);
  // A page ends in its initialization vector and its HMAC of 64 bytes.
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(-80, -64)).setAutoPadding(false);
  expect(decipher.update(page.subarray(0, -80)).includes('kept')).toBe(true);
});
