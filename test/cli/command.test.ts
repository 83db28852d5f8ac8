import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createCommand } from '../../src/cli/command.ts';
import type { Io } from '../../src/cli/io.ts';
import { smallModelFolder } from '../artifact/made-model.ts';
import { demiface } from '../support/kill-loop.ts';
import { madeTree, scratchFolder } from '../support/made-data.ts';

const silent: Io = {
  ...{ json: () => {}, line: () => {}, note: () => {} },
  progress: () => ({ update() {}, end() {} }),
  signal: new AbortController().signal,
};

/** Every verb with its sub-verbs, as words. */
function verbs(): string[][] {
  const walk = (command: ReturnType<typeof createCommand>, path: string[]): string[][] =>
    command.commands.length === 0
      ? [path]
      : command.commands.flatMap((sub) => walk(sub, [...path, sub.name()]));
  return walk(createCommand(silent), []);
}

describe('--help', () => {
  it.each(verbs().map((words) => [words.join(' '), words] as const))(
    'of %s has an example',
    (name, words) => {
      let command = createCommand(silent);
      for (const word of words) command = command.commands.find((sub) => sub.name() === word)!;
      let text = '';
      command.configureOutput({ writeOut: (part) => void (text += part) }).outputHelp();
      expect(text).toMatch(/^Usage: demiface /);
      expect(text).toMatch(/\nExample:\n {2}(\$ )?(demiface|npm start)/);
      expect(text.split('\n').find((line) => line.includes('demiface ' + name))).toBeDefined();
    },
  );

  it('ends well', async () => {
    const ended = await demiface(['evaluate', '--help']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('Example:');
  });
});

describe('what goes wrong is one line, and nothing on stdout', () => {
  // Nothing here gets as far as a picture.
  const ferplus = '/nowhere';
  const model = '/nowhere/model';

  /** Arguments, exit code, the line. */
  const CASES: readonly [string, () => string[], number, RegExp][] = [
    ['no command', () => [], 2, /^error: usage: a command is missing; see --help$/],
    ['half a command', () => ['bench'], 2, /^error: usage: a command is missing; see --help$/],
    ['an unknown command', () => ['teach'], 2, /^error: usage: unknown command 'teach'; see --help$/],
    ['an unknown flag', () => ['engine', '--what'], 2, /^error: usage: unknown option '--what'; see --help$/],
    [
      'a missing flag',
      () => ['train', '--data', ferplus],
      2,
      /^error: usage: required option '--preset <name>'/,
    ],
    [
      'an unknown preset',
      () => ['train', '--preset', 'x', '--data', ferplus],
      2,
      /^error: usage: there is no preset 'x'/,
    ],
    [
      'a setting that there is not',
      () => ['train', '--preset', 'smoke-age-upper', '--data', ferplus, '--set', 'epoch=3'],
      2,
      /^error: usage: there is no setting \S+epoch; /,
    ],
    [
      'no number for a setting',
      () => ['train', '--preset', 'smoke-age-upper', '--data', ferplus, '--set', 'epochs=many'],
      2,
      /^error: usage: teacher\.epochs: /,
    ],
    [
      'no number for a seed',
      () => ['train', '--preset', 'smoke-age-upper', '--data', 'x', '--seed', '-1'],
      2,
      /^error: usage: .*whole number/,
    ],
    [
      'no data for the layout',
      () => ['train', '--preset', 'smoke-age-upper', '--data', 'ferplus=x'],
      2,
      /^error: usage: no data for utkface; say --data utkface=ROOT$/,
    ],
    [
      'an unknown layout',
      () => ['evaluate', model, '--layout', 'x', '--data', ferplus],
      2,
      /^error: usage: unknown layout x; expected ferplus/,
    ],
    [
      'an unknown split',
      () => ['evaluate', model, '--layout', 'csv', '--data', 'x', '--split', 'half'],
      2,
      /^error: usage: .*train, val, test, all/,
    ],
    [
      'no model',
      () => ['evaluate', model, '--layout', 'csv', '--data', 'x'],
      1,
      /^error: missing: no model at \/nowhere\/model/,
    ],
    [
      'no picture',
      () => ['predict', '--cropped', '/nowhere/a.png'],
      1,
      /^error: missing: \/nowhere\/a\.png is not there/,
    ],
    ['pictures that are not cropped', () => ['predict', '/nowhere/a.png'], 2, /^error: usage: .* crop them/],
    [
      'no data set',
      () => ['train', '--preset', 'smoke-expression-lower', '--data', '/nowhere', '--json'],
      1,
      /^error: missing: .*\/nowhere/,
    ],
    [
      'a folder without the data set',
      () => ['train', '--preset', 'smoke-expression-lower', '--data', scratchFolder()],
      1,
      /^error: (missing|mismatch|unreadable): /,
    ],
    [
      'a damaged model',
      () => {
        const folder = smallModelFolder();
        writeFileSync(join(folder, 'weights.bin'), 'x');
        return ['evaluate', folder, '--layout', 'csv', '--data', 'x'];
      },
      1,
      /^error: corrupt: .*weights\.bin is damaged: its checksum differs/,
    ],
    [
      'a damaged manifest',
      () => {
        const folder = smallModelFolder();
        writeFileSync(join(folder, 'manifest.json'), '{\n"files": 1\n}');
        mkdirSync(join(folder, '..', 'pictures'));
        writeFileSync(join(folder, '..', 'pictures', 'a.png'), 'x');
        return ['predict', '--cropped', '--models', folder, join(folder, '..', 'pictures')];
      },
      1,
      /^error: corrupt: .*manifest\.json is damaged: /,
    ],
    [
      'models for other faces only',
      () => [
        'predict',
        '--cropped',
        '--hidden',
        'upper',
        '--models',
        smallModelFolder(),
        join(madeTree({ 'a.png': 'x' }), 'a.png'),
      ],
      1,
      /^error: missing: no model in .* reads faces of which the lower half shows; found gender\.full$/,
    ],
  ];

  it.concurrent.each(CASES)('%s', async (_, args, code, line) => {
    const ended = await demiface(args());
    expect(ended.stderr.match(/^error: .*$/gm)).toEqual([expect.stringMatching(line)]);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it('with --debug it shows where', async () => {
    const { code, stderr } = await demiface(['--debug', 'evaluate', '/x', '--layout', 'csv', '--data', 'x']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\s+at readModelFolder/m);
  });
});

it('bench train measures, with the keys that checks read', async () => {
  const args = [
    'bench',
    'train',
    '--net',
    'compact',
    '--size',
    '16',
    '--batch',
    '4',
    '--steps',
    '3',
    '--json',
  ];
  const { code, stdout } = await demiface(args);
  expect(code).toBe(0);
  const figures = JSON.parse(stdout) as Record<string, unknown>;
  expect(figures).toMatchObject({ net: 'compact', size: 16, batch: 4, params: expect.any(Number) as number });
  for (const key of ['imagesPerSecond', 'imagesPerSecondWithPipeline', 'gigaMacs'])
    expect(figures[key]).toBeGreaterThan(0);
  expect(['cpu', 'gpu']).toContain(figures['device']);
});
