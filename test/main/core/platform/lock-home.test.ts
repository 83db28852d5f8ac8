import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { lockHome } from '../../../../src/main/core/platform/lock-home.ts';
import { scratchFolder } from '../../../support/made-data.ts';

/** Another process that holds the folder. */
async function heldElsewhere(folder: string) {
  const holder = spawn(process.execPath, [join(import.meta.dirname, '../holding-process.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return holder;
}

test('a home is one core’s alone, and free again once that one lets go', async () => {
  const folder = join(scratchFolder(), 'new', 'home');
  const home = await lockHome(folder, 0);
  expect(home).toMatchObject({ folder, file: join(folder, 'demiface.sqlite') });
  await expect(lockHome(folder, 0)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining(folder) as string,
  });
  const other = await lockHome(scratchFolder(), 0);
  home.release();
  const next = await lockHome(folder, 0);
  for (const held of [other, next]) held.release();
});

test('another process’s home is busy until that one is killed, and a waiting process gets it then', async () => {
  const folder = scratchFolder();
  const holder = await heldElsewhere(folder);
  await expect(lockHome(folder, 0)).rejects.toMatchObject({ code: 'busy' });
  setTimeout(() => holder.kill('SIGKILL'), 500);
  const next = await heldElsewhere(folder);
  await expect(lockHome(folder, 0)).rejects.toMatchObject({ code: 'busy' });
  next.kill('SIGKILL');
  await once(next, 'exit');
  (await lockHome(folder, 0)).release();
});

test.skipIf(process.platform === 'darwin')(
  'a home whose lock was deleted is still one core’s alone, until that one ends',
  async () => {
    const folder = scratchFolder();
    const holder = await heldElsewhere(folder);
    rmSync(join(folder, 'core.lock'));
    await expect(lockHome(folder, 0)).rejects.toMatchObject({ code: 'busy' });
    await expect(lockHome(folder, 200)).rejects.toMatchObject({ code: 'busy' });
    setTimeout(() => holder.kill('SIGKILL'), 500);
    (await lockHome(folder)).release();
  },
);

test('a home that cannot be is reported so', async () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  await expect(lockHome(file)).rejects.toMatchObject({
    code: 'disk',
    message: expect.stringMatching(/^home: .*DEMIFACE_HOME/) as string,
  });
});

test('a home on a read-only disk is refused, though SQLite would open it', async ({ skip }) => {
  const folder = scratchFolder();
  const tmpfs = ['-t', 'tmpfs', 'tmpfs', folder];
  if (process.platform !== 'linux' || spawnSync('mount', tmpfs).status !== 0)
    return skip('this machine lets nobody mount a disk');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  (await lockHome(folder, 0)).release();
  spawnSync('mount', ['-o', 'remount,ro', folder]);
  await expect(lockHome(folder, 0)).rejects.toMatchObject({
    code: 'disk',
    message: expect.stringMatching(/^home: /) as string,
  });
});
