import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { scratchFolder } from '../../../src/common/files/scratch.ts';

test('what a process that ended left behind is removed, what a running one has is kept', () => {
  const mine = scratchFolder();
  // No process has this number: the kernel's largest is 2²².
  const abandoned = join(tmpdir(), 'demiface-99999999-1-abc');
  mkdirSync(abandoned);
  const next = scratchFolder();
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(mine)).toBe(true);
  expect(next).not.toBe(mine);
  for (const folder of [mine, next]) rmSync(folder, { recursive: true });
});
