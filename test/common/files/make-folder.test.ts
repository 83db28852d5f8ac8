import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeFileAtomic } from '../../../src/common/files/atomic.ts';
import { makeFolder } from '../../../src/common/files/make-folder.ts';
import { needs } from '../../support/needs.ts';
import { scratchFolder } from '../../support/made-data.ts';

it('makes what is missing, and names the first that it made', () => {
  const top = scratchFolder();
  expect(makeFolder(join(top, 'a', 'b', 'c'))).toBe(join(top, 'a'));
  expect(existsSync(join(top, 'a', 'b', 'c'))).toBe(true);
  expect(makeFolder(join(top, 'a', 'b', 'd'))).toBe(join(top, 'a', 'b', 'd'));
  expect(makeFolder(join(top, 'a'))).toBeUndefined();
});

it('makes nothing below a file or in place of a link that leads nowhere', () => {
  const top = scratchFolder();
  writeFileSync(join(top, 'file'), '');
  symlinkSync(join(top, 'gone'), join(top, 'link'));
  for (const name of ['file', 'link']) {
    expect(() => makeFolder(join(top, name)), name).toThrow(/EEXIST/);
    expect(() => makeFolder(join(top, name, 'in')), name).toThrow(/EEXIST/);
  }
  expect(readdirSync(top).sort()).toEqual(['file', 'link']);
});

it(
  'gives up at once where the system makes no folders',
  needs(existsSync('/proc/self') ? undefined : 'no /proc here'),
  () => {
    for (const path of ['/proc/none', '/proc/none/deeper']) {
      expect(() => makeFolder(path)).toThrow(/ENOENT/);
      expect(() => writeFileAtomic(join(path, 'file'), '')).toThrow(/^cannot write \/proc\/none.*no folder/);
    }
  },
);
