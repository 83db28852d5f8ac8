import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { demiface, freshCache } from '../../support/kill-loop.ts';
import { madeFerplus, scratchFolder, writeTree } from '../../support/made-data.ts';

it(
  'start reads the clip that ships, trains, reads held-out faces, prints the table and draws them',
  { timeout: 180_000 },
  async () => {
    const folder = scratchFolder();
    writeTree(join(folder, 'data', 'ferplus'), await madeFerplus(80, 16));
    const runs = join(folder, 'runs');
    const args = ['start', '--data', join(folder, 'data'), '--runs', runs];
    const { code, stdout, stderr } = await demiface(args, { cache: freshCache(join(folder, 'cache')) });
    expect(stderr).not.toMatch(/^error/m);
    expect(code).toBe(0);
    const frames = stdout.split('\n').filter((line) => /^\d\ds: /.test(line));
    expect(frames).toHaveLength(24);
    // The face is found in every frame, and what is drawn over it is recognized nearly always.
    const [whole, headset, mask] = [0, 1, 2].map((k) => frames.map((line) => line.slice(5).split(' | ')[k]!));
    expect(whole!.filter((result) => result.startsWith('no occlusion')).length).toBeGreaterThanOrEqual(22);
    expect(headset!.filter((result) => result.startsWith('headset')).length).toBeGreaterThanOrEqual(20);
    expect(mask!.filter((result) => result.startsWith('mask')).length).toBeGreaterThanOrEqual(20);
    expect(readFileSync(join(runs, 'read-clip.png')).subarray(1, 4).toString()).toBe('PNG');
    const training = stdout.slice(stdout.indexOf('  model'));
    const table = training.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(table[0]).toEqual(['model', 'trained on', 'reads', 'faces', 'accuracy']);
    expect(table.slice(1, 4).map((cells) => cells.slice(0, 4))).toEqual([
      ['teacher', 'full', 'full', '16'],
      ['teacher', 'full', 'lower', '16'],
      ['student', 'lower', 'lower', '16'],
    ]);
    expect(stdout).toMatch(/^Read on the val split of ferplus; settings chosen on: a seeded tenth/m);
    const sheet = join(runs, 'read-faces.png');
    expect(stdout).toContain(`Read faces: ${sheet}`);
    expect(existsSync(sheet) && readFileSync(sheet).subarray(1, 4).toString()).toBe('PNG');
  },
);
