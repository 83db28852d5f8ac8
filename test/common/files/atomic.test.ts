import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  asDiskError,
  discardFolder,
  landFile,
  landFolder,
  PARTIAL,
  partialName,
  recoverFolders,
  writeFileAtomic,
  writeFolderAtomic,
} from '../../../src/common/files/atomic.ts';
import { readCard, writeModelFolder } from '../../../src/artifact/model-folder.ts';
import { findModels } from '../../../src/training/library/model-library.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { needsMount, smallDisk } from './small-disk.ts';
import { HEAD, madeCard } from '../../artifact/made-model.ts';

const SMALL = {
  graph: { node: [], versions: { producer: 1 } },
  weights: HEAD,
  constants: [],
  onnx: Uint8Array.of(8, 8),
};

describe('a file', () => {
  it('is written whole, its folder made, nothing beside it', () => {
    const folder = join(scratchFolder(), 'new', 'deeper');
    const path = join(folder, 'file');
    writeFileAtomic(path, 'one');
    writeFileAtomic(path, Buffer.from('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('stays as it was where writing fails half-way', () => {
    const folder = scratchFolder();
    const path = join(folder, 'file');
    writeFileAtomic(path, 'whole');
    const fail = () =>
      landFile(path, (fd) => {
        writeFileSync(fd, 'ha');
        throw new Error('half-way');
      });
    expect(fail).toThrow('half-way');
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('takes over what a killed process left', () => {
    const folder = scratchFolder();
    writeFileSync(partialName(join(folder, 'file')), 'a long rest of something else');
    writeFileAtomic(join(folder, 'file'), 'new');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('cannot stand below a file, nor in the place of a folder', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const path of ['file/a', 'file/a/b'])
      expect(() => writeFileAtomic(join(folder, path), '')).toThrow(
        expect.objectContaining({
          code: 'disk',
          message: expect.stringMatching(/is a file; name a folder$/) as string,
        }),
      );
    mkdirSync(join(folder, 'folder', 'inside'), { recursive: true });
    expect(() => writeFileAtomic(join(folder, 'folder'), '')).toThrow(
      expect.objectContaining({ code: 'disk' }),
    );
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });
});

it('a folder replaces the one that is there', () => {
  const folder = scratchFolder();
  for (const name of ['one', 'two']) {
    mkdirSync(join(folder, `new${PARTIAL}`));
    writeFileSync(join(folder, `new${PARTIAL}`, name), name);
    landFolder(join(folder, `new${PARTIAL}`), join(folder, 'place'));
  }
  expect(readdirSync(folder)).toEqual(['place']);
  expect(readdirSync(join(folder, 'place'))).toEqual(['two']);
});

it('a folder is removed whole, and what a killed process left of it, nothing else', () => {
  const folder = scratchFolder();
  const left = partialName(join(folder, `work.${randomUUID()}.gone`));
  for (const path of [left, join(folder, 'work'), join(folder, 'workshop')]) {
    mkdirSync(path);
    writeFileSync(join(path, 'file'), 'x');
  }
  discardFolder(join(folder, 'work'));
  expect(readdirSync(folder)).toEqual(['workshop']);
  mkdirSync(left);
  discardFolder(join(folder, 'work')); // It is not there any more.
  expect(readdirSync(folder)).toEqual(['workshop']);
});

describe('a process that is killed while a folder takes the place of another', () => {
  const LAND_KILLED = join(import.meta.dirname, 'land-killed.ts');
  const made = () => {
    const folder = scratchFolder();
    const place = join(folder, 'place');
    for (const [path, name] of [
      [place, 'old'],
      [partialName(place), 'new'],
    ] as const) {
      mkdirSync(path);
      writeFileSync(join(path, name), '');
    }
    return { folder, place };
  };
  const land = (place: string, n: number) =>
    spawnSync(process.execPath, [LAND_KILLED, partialName(place), place, String(n)], { encoding: 'utf8' });
  it('changes the disk three times', () => expect(land(made().place, 0).stdout).toBe('3'));

  it.each([1, 2, 3])(
    'leaves the old one or the new one whole before change %d, and nothing after the next landing',
    (n) => {
      const { folder, place } = made();
      expect(land(place, n).signal).toBe('SIGKILL');
      recoverFolders(folder);
      expect(readdirSync(place)).toEqual([n < 3 ? 'old' : 'new']);
      writeFolderAtomic(place, { newer: '' });
      expect([readdirSync(folder), readdirSync(place)]).toEqual([['place'], ['newer']]);
    },
  );

  it('leaves a model that is found again by whatever opens it, or lists its library', () => {
    const folder = scratchFolder();
    const place = join(folder, 'model');
    const aside = join(folder, '.model.01234567-89ab-cdef-0123-456789abcdef.partial');
    writeModelFolder(aside, { ...SMALL, card: madeCard() });
    expect(readCard(place).name).toBe('compact.gender.full');
    renameSync(place, aside);
    expect(findModels(folder).map(({ path }) => path)).toEqual([place]);
  });
});

it('what is no matter of the disk passes unchanged', () => {
  const error = new TypeError('something else');
  expect(asDiskError(error, '/x')).toBe(error);
  expect(asDiskError(undefined, '/x')).toBeUndefined();
});

// Root writes wherever it likes, so a disk of its own says no; without the right to mount there is none to ask.
describe('a disk', needsMount(), () => {
  const MIB = 2 ** 20;
  const model = (numbers: number) => ({
    card: madeCard(),
    graph: { node: [], versions: { producer: 1 } },
    weights: [
      { name: 'output/kernel', shape: [numbers / 2, 2], values: new Float32Array(numbers) },
      { name: 'output/bias', shape: [2], values: new Float32Array(2) },
    ],
    constants: [],
    onnx: new Uint8Array(numbers),
  });
  const full = expect.objectContaining({
    code: 'disk',
    message: expect.stringMatching(
      /^cannot write .*: the disk is full; free some space and start again/,
    ) as string,
  }) as Error;
  const readOnly = expect.objectContaining({
    code: 'disk',
    message: expect.stringMatching(/^cannot write .*: the disk is read-only; name a folder/) as string,
  }) as Error;

  it('that is full keeps what it had and nothing half-written', () => {
    const { folder } = smallDisk('1m');
    writeFileAtomic(join(folder, 'file'), 'whole');
    expect(() => writeFileAtomic(join(folder, 'file'), Buffer.alloc(2 * MIB))).toThrow(full);
    expect(() => writeModelFolder(join(folder, 'model'), model(MIB))).toThrow(full);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('that is read-only is reported', () => {
    const { folder, makeReadOnly } = smallDisk('1m');
    writeFileAtomic(join(folder, 'file'), 'whole');
    makeReadOnly();
    expect(() => writeFileAtomic(join(folder, 'file'), 'new')).toThrow(readOnly);
    expect(() => writeModelFolder(join(folder, 'model'), model(8))).toThrow(readOnly);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});
