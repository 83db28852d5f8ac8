import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';

import { onTestFinished } from 'vitest';

import { scratchFolder } from './made-data.ts';

/** A disk of its own; undefined where this machine lets nobody make one. */
export function smallDisk(megabytes: number): string | undefined {
  const folder = scratchFolder();
  const mount = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
  if (process.platform !== 'linux' || spawnSync('mount', mount).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

/** Writes until nothing more fits. */
export function fill(path: string): void {
  const fd = openSync(path, 'w');
  for (let size = 1 << 16; size > 0; size >>= 1)
    for (;;)
      try {
        if (writeSync(fd, Buffer.alloc(size)) < size) break;
      } catch {
        break;
      }
  closeSync(fd);
}
