import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { scratchFolder } from '../../support/made-data.ts';
import { needs } from '../../support/needs.ts';

const mount = (...args: string[]) => spawnSync('mount', args).status === 0;

/** Options of tests that mount disks of their own. */
export const needsMount = () => needs(mayMount() ? undefined : 'no right to mount a disk here');

/** Root on Linux may, mostly. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = spawnSync('sh', [
    '-c',
    'd=$(mktemp -d) && mount -t tmpfs tmpfs "$d" && umount "$d"; r=$?; rmdir "$d"; exit $r',
  ]);
  return probe.status === 0;
}

/** A disk in memory that is full soon; gone when the test ends. */
export function smallDisk(size: string): { folder: string; makeReadOnly: () => void } {
  const folder = join(scratchFolder(), 'disk');
  mkdirSync(folder);
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)) throw new Error('cannot mount');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  const makeReadOnly = () => {
    if (!mount('-o', 'remount,ro', folder)) throw new Error('cannot mount again');
  };
  return { folder, makeReadOnly };
}
