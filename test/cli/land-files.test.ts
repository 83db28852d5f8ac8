import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { checkLanding, landFiles } from '../../src/cli/land-files.ts';
import { scratchFolder } from '../support/made-data.ts';

const make = (files: Record<string, string>) => (workplace: string) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workplace, name), text);
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
  const folder = join(scratchFolder(), 'new');
  await landFiles(folder, async (workplace) => {
    await make({ 'a.txt': 'a' })(workplace);
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([]);
  });
});

it('leaves nothing of what did not get done: no file, no folder that was not there', async () => {
  const root = scratchFolder();
  const failing = async (workplace: string) => {
    await make({ 'a.txt': 'half' })(workplace);
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

it('says what is wrong where no folder can be', async () => {
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
  expect(() => checkLanding(folder, ['a.txt'])).toThrow(/did not write it as it is/);
  await expect(landFiles(folder, make({ 'a.txt': 'newer' }))).rejects.toMatchObject({ code: 'disk' });
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('a, edited');
});
