import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { TABLE_START } from '../../../src/inference/recording/recording-rows.ts';
import { checkLeftovers, leftovers } from '../../../src/inference/recording/resume-point.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** Whether a recording may begin where its unfinished rows hold these bytes. */
function mayBegin(bytes: string | Buffer): boolean {
  const to = join(scratchFolder(), 'clip.csv');
  const [part] = leftovers(to);
  writeFileSync(part!, bytes);
  try {
    checkLeftovers(to);
    return true;
  } catch {
    expect(existsSync(part!)).toBe(true);
    return false;
  }
}

it.each([
  ['the rows of an unfinished recording', `${TABLE_START}\n0,1\n`],
  ['the first part of them, after a power cut', TABLE_START.slice(0, 9)],
  ['zeros, after a power cut', Buffer.alloc(5000)],
  ['nothing', ''],
])('%s are replaced', (_, bytes) => expect(mayBegin(bytes)).toBe(true));

it('a file of something else is not', () => expect(mayBegin('my notes')).toBe(false));
