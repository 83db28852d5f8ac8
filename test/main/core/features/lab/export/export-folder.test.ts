import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { MANIFEST } from '../../../../../../src/artifact/written-files.ts';
import {
  exportedFiles,
  writeExport,
} from '../../../../../../src/main/core/features/lab/export/export-folder.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const manifest = (files: Record<string, string[]>) =>
  JSON.stringify({ format: 'demiface-export', version: 1, files });
const place = () => join(scratchFolder(), 'export');
const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== MANIFEST)
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

test('lists every file with its hash', async () => {
  const path = place();
  await writeExport(path, { 'a.json': 'a', 'b.csv': 'b' });
  expect(contents(path)).toEqual({ 'a.json': 'a', 'b.csv': 'b' });
  const { files } = JSON.parse(readFileSync(join(path, MANIFEST), 'utf8')) as { files: unknown };
  expect(files).toEqual({ 'a.json': [sha256('a')], 'b.csv': [sha256('b')] });
});

test('replaces and removes what an earlier export wrote, and keeps what a user put beside it', async () => {
  const path = place();
  await writeExport(path, { 'a.json': 'a', 'old.json': 'old' });
  mkdirSync(join(path, 'plots'));
  writeFileSync(join(path, 'plots', 'one.txt'), 'plot');
  writeFileSync(join(path, 'notes.txt'), 'mine');
  await writeExport(path, { 'a.json': 'new', 'c.json': 'c' });
  expect(readFileSync(join(path, 'plots', 'one.txt'), 'utf8')).toBe('plot');
  expect(readdirSync(path).sort()).toEqual(['a.json', 'c.json', MANIFEST, 'notes.txt', 'plots'].sort());
  expect(readFileSync(join(path, 'a.json'), 'utf8')).toBe('new');
  expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('mine');
});

test('refuses a folder of other files, whatever is planted in it, and touches nothing', async () => {
  for (const planted of [
    {},
    { 'demiface-run.json': '{}' },
    { [MANIFEST]: '{}' },
    { [MANIFEST]: manifest({ id_rsa: [sha256('something else')] }) },
    { [MANIFEST]: manifest({ '../keys': [sha256('key')] }) },
  ]) {
    const path = place();
    mkdirSync(path);
    for (const [name, text] of Object.entries({ id_rsa: 'key', ...planted }))
      writeFileSync(join(path, name), text);
    const before = contents(path);
    await expect(writeExport(path, { 'a.json': 'a' })).rejects.toThrow(/no export of a run|was changed/);
    expect(contents(path)).toEqual(before);
  }
});

test('refuses to replace a file that was changed, a link, or a file of the same name that it did not write', async () => {
  const changed = place();
  await writeExport(changed, { 'a.json': 'a' });
  writeFileSync(join(changed, 'a.json'), 'edited');
  expect(() => exportedFiles(changed)).toThrow(/a\.json was changed after the export/);
  const other = place();
  await writeExport(other, { 'a.json': 'a' });
  writeFileSync(join(other, 'b.json'), 'of the user');
  await expect(writeExport(other, { 'a.json': 'x', 'b.json': 'b' })).rejects.toThrow(/b\.json: it is there/);
  expect(contents(other)).toEqual({ 'a.json': 'a', 'b.json': 'of the user' });
  const linked = place();
  mkdirSync(linked);
  const target = join(scratchFolder(), 'key');
  writeFileSync(target, 'key');
  symlinkSync(target, join(linked, 'key'));
  writeFileSync(join(linked, MANIFEST), manifest({ key: [sha256('key')] }));
  await expect(writeExport(linked, { 'a.json': 'a' })).rejects.toThrow(/was changed/);
  expect(readFileSync(target, 'utf8')).toBe('key');
});

test('recognizes a folder whose export was killed halfway', async () => {
  const path = place();
  await writeExport(path, { 'a.json': 'a', 'b.json': 'b' });
  writeFileSync(
    join(path, MANIFEST),
    manifest({ 'a.json': [sha256('a'), sha256('a2')], 'b.json': [sha256('b')], 'c.json': [sha256('c')] }),
  );
  writeFileSync(join(path, 'a.json'), 'a2');
  await writeExport(path, { 'a.json': 'a3', 'c.json': 'c3' });
  expect(contents(path)).toEqual({ 'a.json': 'a3', 'c.json': 'c3' });
});

test('an empty folder is filled, a file is refused, nothing is made by asking', async () => {
  const path = place();
  expect(exportedFiles(path)).toEqual([]);
  expect(existsSync(path)).toBe(false);
  mkdirSync(path);
  await writeExport(path, { 'a.json': 'a' });
  expect(contents(path)).toEqual({ 'a.json': 'a' });
  expect(() => exportedFiles(join(path, 'a.json'))).toThrow(/is a file/);
});
