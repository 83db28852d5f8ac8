import { symlinkSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { writeFileAtomic } from '../../src/common/files/atomic.ts';
import { MAX_NAME_BYTES, shortenedName } from '../../src/common/files/file-name.ts';
import {
  startsWith,
  checkOutputFile,
  checkOutputFolder,
  checkOwnFolder,
} from '../../src/artifact/output-place.ts';
import { shippedModels } from '../../src/artifact/places.ts';
import { madeTree } from '../support/made-data.ts';

describe('checkOutputFile', () => {
  it('passes what can be written, and leaves nothing behind', () => {
    const top = madeTree({ 'there.csv': 'a,b,c\n1,2,3\n', 'empty.csv': '' });
    for (const name of [
      'there.csv',
      'empty.csv',
      'new.csv',
      'deeper/and/deeper/new.csv',
      `${'n'.repeat(251)}.csv`,
    ])
      checkOutputFile(join(top, name), startsWith('a,b'));
    checkOutputFolder(join(top, 'a', 'b'));
    checkOutputFolder(top);
    expect(readdirSync(top).sort()).toEqual(['empty.csv', 'there.csv']);
  });

  it('refuses a folder, a device, a file in the place of a folder, and a name that is too long', () => {
    const top = madeTree({ 'file.txt': '', 'mine.csv': 'a,c\n', 'short.csv': 'a,', 'x.png': '\u0089PNG' });
    const refused: [string, RegExp][] = [
      [top, /it is a folder; name a file$/],
      [join(top, 'mine.csv'), /Demiface did not write it as it is; move it, or name another place$/],
      [join(top, 'short.csv'), /did not write it/],
      [join(top, 'x.png'), /did not write it/],
      [join(top, 'file.txt', 'a.csv'), /a part of the path is a file/],
      [join(top, `${'n'.repeat(252)}.csv`), /the name is too long; use one of at most 255 bytes$/],
      [join(top, 'ü'.repeat(130), 'a.csv'), /the name is too long/],
    ];
    if (process.platform !== 'win32') {
      symlinkSync('/dev/null', join(top, 'null'));
      refused.push(['/dev/null', /it is a device or a pipe/], [join(top, 'null'), /it is a link/]);
      refused.push(['/proc/nothing/a.csv', /cannot write/]);
    }
    for (const [path, message] of refused)
      expect(() => checkOutputFile(path, startsWith('a,b')), path).toThrow(
        expect.objectContaining({ code: 'disk', message: expect.stringMatching(message) as string }) as Error,
      );
    expect(() => checkOutputFolder(join(top, 'file.txt'))).toThrow(/a part of the path is a file/);
  });
});

it('takes a folder as a whole where all in it is its own', () => {
  const model = join(shippedModels(), 'age.full');
  checkOwnFolder(model);
  checkOwnFolder(join(madeTree({}), 'new'));
  const other = madeTree({ 'notes.txt': 'mine' });
  expect(() => checkOwnFolder(other)).toThrow(/notes\.txt: it is there/);
  symlinkSync(model, join(other, 'link'));
  expect(() => checkOwnFolder(join(other, 'link'))).toThrow(/it is a link; name a folder$/);
});

it('writes a file whose name fills what a disk takes', () => {
  const top = madeTree({});
  for (const name of ['n'.repeat(MAX_NAME_BYTES), 'ü'.repeat(127)]) {
    writeFileAtomic(join(top, name), 'whole');
    expect(existsSync(join(top, name))).toBe(true);
  }
});

it('shortens long names alone, at whole letters, to names that differ', () => {
  const added = '.heat.png';
  const long = '😀'.repeat(62);
  expect(shortenedName('short', added)).toBe('short');
  const [a, b] = [shortenedName(`${long}a`, added), shortenedName(`${long}b`, added)];
  expect(a).not.toBe(b);
  for (const name of [a, b]) {
    expect(Buffer.byteLength(name + added)).toBeLessThanOrEqual(MAX_NAME_BYTES);
    expect(name.startsWith('😀😀😀')).toBe(true);
    expect(name).not.toContain('�');
  }
});
