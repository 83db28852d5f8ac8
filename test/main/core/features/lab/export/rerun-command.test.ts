import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { createCommand } from '../../../../../../src/cli/command.ts';
import { interpretationOf } from '../../../../../../src/cli/input/interpretation.ts';
import type { TrainOptions } from '../../../../../../src/cli/commands/train.ts';
import { requestedPreset } from '../../../../../../src/cli/commands/train.ts';
import { bundleFiles } from '../../../../../../src/main/core/features/lab/export/bundle.ts';
import {
  rerunCommand,
  type Rerun,
} from '../../../../../../src/main/core/features/lab/export/rerun-command.ts';
import { findPreset, onLayout, withSettings } from '../../../../../../src/training/presets/index.ts';

/** What the command's own parser makes of a line, whose words a shell has split. */
async function parsed(line: string): Promise<TrainOptions> {
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).trimEnd();
  const [name, ...args] = words.split('\n');
  expect(name).toBe('demiface');
  const quiet = { json() {}, line() {}, note() {}, progress: () => ({ update() {}, end() {} }) };
  const program = await createCommand(args, { ...quiet, signal: new AbortController().signal });
  let found: TrainOptions | undefined;
  program.commands
    .find((command) => command.name() === 'train')!
    .action((options: TrainOptions) => void (found = options));
  await program.parseAsync(args, { from: 'user' });
  return found!;
}

const custom = onLayout(findPreset('compact-custom-full'), 'csv');
const named = findPreset('compact-expression-lower');
const gender = onLayout(findPreset('compact-gender-upper'), 'csv');

const RERUNS: Record<string, Rerun> = {
  'a preset as it is': { preset: named, until: null, root: 'ROOT' },
  'changed settings, up to a stage': {
    preset: withSettings(named, ['triplet.margin=[0.1,0.2]', 'student.epochs=3', 'seed=7']),
    until: 'triplet',
    root: "/data/it's here",
  },
  'numbered class folders': {
    preset: onLayout(named, 'folder'),
    until: null,
    root: 'ROOT',
    interpretation: { labelOrders: ['raf-db'] },
  },
  'classes of its own, whose names have commas, equals signs and backslashes': {
    preset: custom,
    until: null,
    root: 'ROOT',
    interpretation: {
      classNames: {
        task: 'custom',
        labels: { 'mask, surgical': 'mask, on', 'a=b': 'x=y', 'c\\': 'plain', blurred: null },
        column: 'worn by',
      },
    },
  },
  'whole photos': { preset: gender, until: null, root: 'ROOT', interpretation: { faces: 'find' } },
  'a list of numbers with boxes of stored pixels': {
    preset: withSettings(gender, ['seed=3', 'batchSize=16']),
    until: 'student',
    root: 'ROOT',
    interpretation: { labelOrders: ['fer2013', 'imdb-wiki'], boxOrientation: 'stored' },
  },
};

describe('the command that runs a run again', () => {
  it.each(Object.entries(RERUNS))('reports all that decides the result: %s', async (_, rerun) => {
    const options = await parsed(rerunCommand(rerun)!);
    expect(requestedPreset(options)).toEqual(rerun.preset);
    expect(options.data).toEqual([`${rerun.preset.layout}=${rerun.root}`]);
    expect(options.until ?? null).toBe(rerun.until);
    const { labelOrders = [], boxOrientation, classNames, faces = 'cropped' } = rerun.interpretation ?? {};
    // Published data sets have cropped faces, whatever is stated.
    const isOwn = rerun.preset.layout !== 'ferplus';
    const expected = { labelOrders, boxOrientation, classNames, faces: isOwn ? faces : 'find' };
    expect(interpretationOf(options)).toEqual(expected);
  });

  it('reports nothing else', () => {
    expect(rerunCommand({ preset: named, until: null, root: 'ROOT' })).toBe(
      'demiface train --preset compact-expression-lower --data ferplus=ROOT --seed 1',
    );
    expect(rerunCommand({ ...RERUNS['numbered class folders']!, until: 'teacher' })).toBe(
      'demiface train --preset compact-expression-lower --data folder=ROOT --label-order raf-db --cropped --seed 1 --until teacher',
    );
  });

  it('stands in the export, which names corrections that the command does not know', () => {
    const preset = onLayout(named, 'folder');
    const parts = {
      summary: { name: 'run', preset: preset.id, seed: 1, layout: 'folder', fingerprint: 'f', stages: [] },
      ...{ resolved: preset, epochs: {}, stages: [], until: null },
    };
    const readme = (corrected: number) => {
      const source = { interpretation: { labelOrders: ['raf-db'] }, corrections: corrected };
      const predictions = { split: 'test', ...source, files: [], truth: [], models: [] };
      return bundleFiles({ ...parts, predictions } as unknown as Parameters<typeof bundleFiles>[0])[
        'README.txt'
      ]!;
    };
    expect(readme(0)).toContain('\n  demiface train --preset compact-expression-lower --data folder=ROOT');
    expect(readme(0)).toContain('--label-order raf-db');
    expect(readme(0)).not.toContain('corrections');
    expect(readme(2)).toContain('The run learned from 2 corrections made in the app');
  });
});
