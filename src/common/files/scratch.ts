import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isRunning, thisProcess } from './process-identity.ts';

const NAME = /^demiface-(\d+)-(\d+)-/;

/**
 * A folder for files that are wanted for a moment only; the caller removes it. Its owner's process stands
 * in its name, so that what a killed process left is removed by the next one that needs a folder.
 */
export function scratchFolder(): string {
  const parent = tmpdir();
  for (const name of readdirSync(parent)) {
    const [, pid, start] = NAME.exec(name) ?? [];
    if (pid === undefined || isRunning({ pid: Number(pid), start: Number(start) })) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
  const { pid, start } = thisProcess();
  return mkdtempSync(join(parent, `demiface-${pid}-${start}-`));
}
