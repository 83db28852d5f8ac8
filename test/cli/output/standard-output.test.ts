import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { networkFolder } from '../../artifact/made-model.ts';
import { facePng, madeTree, scratchFolder } from '../../support/made-data.ts';
import { needs } from '../../support/needs.ts';

const ENTRY = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'index.ts');
const FULL = /^error: disk: cannot write to standard output: the disk is full; [^\n]*\n$/;

/** Runs the command with a full disk behind its stdout. */
function onFullDisk(...args: string[]): { code: number | null; stderr: string } {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [ENTRY, ...args], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  return { code: status, stderr };
}

it(
  'a full disk behind the output is reported in one line, and files are finished',
  { ...needs(process.platform === 'linux' ? undefined : 'no /dev/full here'), timeout: 60_000 },
  async () => {
    for (const args of [['--help'], ['models', 'list', '--json']]) {
      const { code, stderr } = onFullDisk(...args);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
    }
    const face = await facePng(1);
    const pictures = madeTree({ 'a.png': face, 'b.png': face });
    const csv = join(scratchFolder(), 'readings.csv');
    const options = ['--cropped', '--models', networkFolder({ visible: 'full' }), '--occlusion', 'none'];
    const { code, stderr } = onFullDisk('predict', ...options, '--json', '--csv', csv, pictures);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(FULL) as string });
    expect(readFileSync(csv, 'utf8').trimEnd().split('\n')).toHaveLength(3);
  },
);
