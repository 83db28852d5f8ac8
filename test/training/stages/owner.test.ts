import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { isOwned, ownFolder } from '../../../src/training/stages/owner.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** The identity of a process as `ownFolder` writes it, from the outside. */
function startOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
}

function living(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid!;
}

it('is taken, given back, and taken again', () => {
  const folder = join(scratchFolder(), 'work');
  const release = ownFolder(folder, 'the teacher');
  expect(readdirSync(folder)).toEqual(['owner']);
  release();
  expect(readdirSync(folder)).toEqual([]);
  ownFolder(folder, 'the teacher')();
});

it('is refused while its owner runs', () => {
  const folder = scratchFolder();
  const pid = living();
  writeFileSync(join(folder, 'owner'), process.platform === 'linux' ? `${pid} ${startOf(pid)}` : `${pid} 0`);
  expect(() => ownFolder(folder, 'the teacher of x')).toThrow(
    expect.objectContaining({
      code: 'busy',
      message: `the teacher of x is being worked on by process ${pid}; wait for it or stop it`,
    }),
  );
});

it('can be told from outside: owned here, not in a copy, and on another machine while it is written', () => {
  const folder = join(scratchFolder(), 'work of mine');
  expect(isOwned(folder)).toBe(false);
  const release = ownFolder(folder, 'the teacher');
  expect(isOwned(folder)).toBe(true);
  const copy = join(scratchFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  expect(isOwned(copy)).toBe(false);
  release();
  expect(isOwned(folder)).toBe(false);

  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'owner'), `${pid} 1 another-machine /shared/work`);
  expect(isOwned(folder)).toBe(true);
  const longAgo = new Date(Date.now() - 11 * 60_000);
  utimesSync(join(folder, 'owner'), longAgo, longAgo);
  expect(isOwned(folder)).toBe(false);
});

it.each(['', 'nonsense', '-1 5', '0 0'])('is taken over from an owner that is no process: "%s"', (owner) => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'owner'), owner);
  ownFolder(folder, 'the teacher')();
});

it('is taken over from a dead owner', () => {
  const folder = scratchFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'owner'), `${pid} 1`);
  ownFolder(folder, 'the teacher')();
});

it.runIf(process.platform === 'linux')('is taken over where the number was given to another process', () => {
  const folder = scratchFolder();
  const pid = living();
  writeFileSync(join(folder, 'owner'), `${pid} ${Number(startOf(pid)) - 1}`);
  ownFolder(folder, 'the teacher')();
});

it('says that the disk does not let it', () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  expect(() => ownFolder(join(file, 'work'), 'the teacher')).toThrow(
    expect.objectContaining({ code: 'disk' }),
  );
});
