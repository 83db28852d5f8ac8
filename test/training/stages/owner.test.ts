import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { claimFolder } from '../../../src/training/stages/owner.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** The identity of a process as `claimFolder` writes it, from the outside. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '0';
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
}

function living() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('is waited for while its owner runs, with a note, and taken once that has ended', async () => {
  const folder = scratchFolder();
  const child = living();
  writeFileSync(join(folder, 'owner'), `${child.pid} ${startOf(child.pid!)}`);
  const notes: string[] = [];
  let note!: (text: string) => void;
  const noted = new Promise<void>((resolve) => (note = (text) => (notes.push(text), resolve())));
  const owning = claimFolder(folder, 'the teacher of x', { note });
  await noted;
  expect(notes).toEqual([
    `the teacher of x is being worked on by process ${child.pid}; waiting for it to end (Ctrl-C stops)`,
  ]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const owner = await owning;
  expect(notes).toHaveLength(1);
  owner.check();
  owner.release();
});

it('the wait ends when it is asked to', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'owner'), '7 1 another-machine~0123abcd /mnt/shared/work');
  const stop = new AbortController();
  const owning = claimFolder(folder, 'the teacher', { signal: stop.signal, note: () => stop.abort() });
  await expect(owning).rejects.toMatchObject({ code: 'interrupted' });
});

it('what another machine has taken over is not written any more', async () => {
  const folder = scratchFolder();
  const owner = await claimFolder(folder, 'the teacher of x');
  rmSync(join(folder, 'owner'));
  writeFileSync(join(folder, 'owner'), '7 1 another-machine~0123abcd /mnt/shared/work');
  expect(() => owner.check()).toThrow(
    expect.objectContaining({
      code: 'busy',
      message: expect.stringMatching(/^the teacher of x was taken over by another machine/) as string,
    }),
  );
  owner.release();
});

it.each(['', 'nonsense', '-1 5', '0 0'])(
  'is taken over from an owner that is no process: "%s"',
  async (owner) => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'owner'), owner);
    (await claimFolder(folder, 'the teacher')).release();
  },
);

it('is taken over from a dead owner', async () => {
  const folder = scratchFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'owner'), `${pid} 1`);
  (await claimFolder(folder, 'the teacher')).release();
});

it.runIf(process.platform === 'linux')(
  'is taken over where the number was given to another process',
  async () => {
    const folder = scratchFolder();
    const { pid } = living();
    writeFileSync(join(folder, 'owner'), `${pid} ${Number(startOf(pid!)) - 1}`);
    (await claimFolder(folder, 'the teacher')).release();
  },
);

it('reports that the disk does not let it', async () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  await expect(claimFolder(join(file, 'work'), 'the teacher')).rejects.toMatchObject({ code: 'disk' });
});
