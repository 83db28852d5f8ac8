import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { expect, it, vi } from 'vitest';

import { landFiles, writeOutputFile } from '../../src/artifact/output-files.ts';
import { checkOutputFiles } from '../../src/artifact/output-place.ts';
import { MANIFEST } from '../../src/artifact/written-files.ts';
import { scratchFolder } from '../support/made-data.ts';

const make = (files: Record<string, string>) => (workFolder: string) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workFolder, name), text);
  return Promise.resolve();
};

it('lands files in a new folder, and beside others', async () => {
  const folder = join(scratchFolder(), 'deep', 'new');
  await landFiles(folder, make({ 'a.txt': 'a', 'b.txt': 'b' }));
  await landFiles(folder, make({ 'b.txt': 'newer', 'c.txt': 'c' }));
  expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('newer');
});

it('shows nothing before all are made', async () => {
  for (const folder of [join(scratchFolder(), 'new'), scratchFolder()])
    await landFiles(folder, async (workFolder) => {
      await make({ 'a.txt': 'a' })(workFolder);
      const names = existsSync(folder) ? readdirSync(folder) : [];
      expect(names.filter((name) => !name.startsWith('.'))).toEqual([]);
    });
});

it('leaves nothing of what did not get done: no file, no folder that was not there', async () => {
  const root = scratchFolder();
  const failing = async (workFolder: string) => {
    await make({ 'a.txt': 'half' })(workFolder);
    throw new Error('no more');
  };
  await expect(landFiles(join(root, 'deep', 'new'), failing)).rejects.toThrow('no more');
  expect(existsSync(join(root, 'deep'))).toBe(false);
  mkdirSync(join(root, 'old'));
  writeFileSync(join(root, 'old', 'a.txt'), 'kept');
  await expect(landFiles(join(root, 'old'), failing)).rejects.toThrow('no more');
  expect(readdirSync(join(root, 'old'))).toEqual(['a.txt']);
  expect(readFileSync(join(root, 'old', 'a.txt'), 'utf8')).toBe('kept');
});

it('goes over what a killed run left', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, '.files.partial'));
  writeFileSync(join(folder, '.files.partial', 'old.txt'), 'half');
  await landFiles(folder, make({ 'a.txt': 'a' }));
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

it('reports what is wrong where no folder can be', async () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, 'here already');
  await expect(landFiles(file, make({}))).rejects.toMatchObject({ code: 'disk' });
  expect(readFileSync(file, 'utf8')).toBe('here already');
});

it('replaces no file that it did not land, or that was changed since', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  await expect(landFiles(folder, make({ 'a.txt': 'a', 'notes.txt': 'other' }))).rejects.toMatchObject({
    code: 'disk',
    message: expect.stringContaining('notes.txt') as string,
  });
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  await landFiles(folder, make({ 'a.txt': 'a' }));
  writeFileSync(join(folder, 'a.txt'), 'a, edited');
  expect(() => checkOutputFiles(folder, ['a.txt'])).toThrow(/did not write it as it is/);
  await expect(landFiles(folder, make({ 'a.txt': 'newer' }))).rejects.toMatchObject({ code: 'disk' });
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('a, edited');
});

it('knows its own file wherever it lies, but not once it was changed', () => {
  const top = scratchFolder();
  writeOutputFile(join(top, 'a.csv'), 'file,own\n');
  writeOutputFile(join(top, 'a.csv'), 'file,own,again\n');
  renameSync(join(top, 'a.csv'), join(top, 'b.csv'));
  writeOutputFile(join(top, 'b.csv'), 'file,newer\n');
  expect(readdirSync(top)).toEqual(['b.csv']);
  writeFileSync(join(top, 'b.csv'), 'file,newer\nby hand\n');
  expect(() => writeOutputFile(join(top, 'b.csv'), 'file,newest\n')).toThrow(/did not write it as it is/);
  expect(readFileSync(join(top, 'b.csv'), 'utf8')).toBe('file,newer\nby hand\n');
});

it('believes a manifest of ours beside a file, where the list is another machine’s, and no other manifest', () => {
  const top = scratchFolder();
  const sha256 = createHash('sha256').update('from elsewhere').digest('hex');
  const files = { 'a.txt': [sha256] };
  writeFileSync(join(top, 'a.txt'), 'from elsewhere');
  for (const other of [{ files }, { format: 1, files }]) {
    writeFileSync(join(top, MANIFEST), JSON.stringify(other));
    expect(() => writeOutputFile(join(top, 'a.txt'), 'new')).toThrow(/did not write it/);
  }
  writeFileSync(join(top, MANIFEST), JSON.stringify({ format: 'demiface-export', version: 1, files }));
  writeOutputFile(join(top, 'a.txt'), 'new');
  expect(readFileSync(join(top, 'a.txt'), 'utf8')).toBe('new');
});

it('follows no link, be there something behind it or nothing', () => {
  const top = scratchFolder();
  writeOutputFile(join(top, 'real.csv'), 'behind the link');
  symlinkSync(join(top, 'real.csv'), join(top, 'link.csv'));
  symlinkSync(join(top, 'gone.csv'), join(top, 'dangling.csv'));
  for (const name of ['link.csv', 'dangling.csv'])
    expect(() => writeOutputFile(join(top, name), 'new')).toThrow(/it is a link; name the file itself$/);
  expect(readdirSync(top).sort()).toEqual(['dangling.csv', 'link.csv', 'real.csv']);
  expect(readFileSync(join(top, 'real.csv'), 'utf8')).toBe('behind the link');
});

it('writes results where the app’s own folder cannot be', () => {
  const top = scratchFolder();
  writeFileSync(join(top, 'home'), '');
  vi.stubEnv('DEMIFACE_HOME', join(top, 'home'));
  writeOutputFile(join(top, 'a.csv'), 'without a home');
  expect(readFileSync(join(top, 'a.csv'), 'utf8')).toBe('without a home');
});
