import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';

import { createCommand } from '../../src/cli/command.ts';
import type { Io } from '../../src/cli/output/io.ts';
import type { Card } from '../../src/artifact/card.ts';
import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import { networkFolder, smallModelFolder } from '../artifact/made-model.ts';
import { demiface } from '../support/kill-loop.ts';
import { facePng, madeFerplus, madeTree, scratchFolder, writeTree } from '../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from './run-command.ts';

const silent: Io = {
  ...{ json: () => {}, line: () => {}, note: () => {} },
  progress: () => ({ update() {}, end() {} }),
  signal: new AbortController().signal,
};

/** Every command with its sub-commands, as words; the program itself first. */
async function commands(): Promise<string[][]> {
  const walk = (command: Command, path: string[]): string[][] => [
    path,
    ...command.commands.flatMap((sub) => walk(sub, [...path, sub.name()])),
  ];
  return walk(await createCommand([], silent), []);
}

const ended = (code: number, line: RegExp) => ({
  code,
  stdout: '',
  stderr: expect.stringMatching(line) as string,
});

describe('--help', async () => {
  it.each((await commands()).map((words) => [['demiface', ...words].join(' '), words] as const))(
    'of %s has an example',
    async (name, words) => {
      const { code, stdout, stderr } = await runHere(...words, '--help');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.startsWith(`Usage: ${name} `)).toBe(true);
      const [, example] = stdout.split('\nExample:\n  $ ');
      if (name === 'demiface start') expect(example).toMatch(/^npm start -- /);
      else expect(example).toMatch(new RegExp(`^${name}(?: |\\n$)`));
    },
  );

  it('ends well', async () => {
    const { code, stdout, stderr } = await demiface(['evaluate', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Example:');
  });
});

describe('--version', () => {
  it('is that of the package, alone on standard output', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    for (const words of [['--version'], ['-V']])
      expect(await runHere(...words)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect((await runHere('--help')).stdout).toContain('--version');
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
    [
      'an unknown command',
      () => ['teach'],
      2,
      /^error: usage: unknown command 'teach' \(Did you mean bench\?\); see --help$/,
    ],
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
      /^error: usage: there is no preset 'x'; the nearest are [^ ,]+, [^ ,]+, [^ ,]+$/,
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
    [
      'no models',
      () => ['predict', '--models', '/nowhere', import.meta.filename],
      1,
      /^error: missing: no models in \/nowhere: expected model folders/,
    ],
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
      /^error: missing: .* is empty; expected FER2013Train/,
    ],
    [
      'a word too many',
      () => ['train', 'x', '--preset', 'smoke-age-upper', '--data', 'x'],
      2,
      /^error: usage: too many arguments for 'train'\. Expected 0 arguments but got 1: x; see --help$/,
    ],
    [
      'a word with an end of line in it',
      () => ['train', '--preset', 'a\nb', '--data', 'x'],
      2,
      /^error: usage: there is no preset 'a b'; the nearest/,
    ],
    [
      'a setting without a value',
      () => ['train', '--preset', 'smoke-age-upper', '--data', 'x', '--set', 'epochs'],
      2,
      /^error: usage: 'epochs' is no setting, expected key=value; /,
    ],
    [
      'no epochs',
      () => ['train', '--preset', 'smoke-age-upper', '--data', 'x', '--set', 'epochs=0'],
      2,
      /^error: usage: teacher\.epochs: .*>=1; /,
    ],
    [
      'an unknown half that shows',
      () => ['evaluate', model, '--layout', 'csv', '--data', 'x', '--visible', 'left'],
      2,
      /^error: usage: .*'left' is invalid\. expected full, lower, upper; see --help$/,
    ],
    [
      'an unknown occlusion',
      () => ['predict', '--cropped', '--occlusion', 'left', 'a.png'],
      2,
      /^error: usage: .*'left' is invalid\. expected auto, none, upper, lower; see --help$/,
    ],
    [
      'nothing to read',
      () => ['predict', '--cropped'],
      2,
      /^error: usage: missing required argument 'picture'/,
    ],
    [
      'a folder without pictures',
      () => ['predict', '--cropped', scratchFolder()],
      1,
      /^error: missing: no pictures in /,
    ],
    [
      'no models',
      () => ['predict', '--cropped', '--models', '/nowhere', madeTree({ 'a.png': 'x' })],
      1,
      /^error: missing: no models in \/nowhere: expected model folders/,
    ],
    [
      'an unknown layout to check',
      () => ['data', 'check', 'x', '/nowhere'],
      2,
      /^error: usage: there is no layout "x"; name one of ferplus, affectnet, utkface, fer2013, raf-db, folder, csv$/,
    ],
    [
      'nothing to check',
      () => ['data', 'check', 'csv'],
      2,
      /^error: usage: missing required argument 'root'/,
    ],
    [
      'no folder to check',
      () => ['data', 'check', 'csv', '/nowhere'],
      1,
      /^error: missing: \/nowhere is not there; expected the folder that holds the data set$/,
    ],
    [
      'an empty folder to check',
      () => ['data', 'check', 'csv', scratchFolder()],
      1,
      /^error: missing: .* is empty/,
    ],
    ['an unknown net', () => ['bench', 'train', '--net', 'x'], 2, /^error: usage: .* expected vgg-f, /],
    ['batches of nothing', () => ['bench', 'train', '--batch', '0'], 2, /^error: usage: .* number from 1 on/],
    ['no steps', () => ['bench', 'train', '--steps', '0'], 2, /^error: usage: .* number from 1 on/],
    ['pictures of no size', () => ['bench', 'train', '--size', '0'], 2, /^error: usage: .* number from 1 on/],
    [
      'a damaged model',
      () => {
        const folder = smallModelFolder();
        writeFileSync(join(folder, 'weights.bin'), 'x');
        return ['evaluate', folder, '--layout', 'csv', '--data', 'x'];
      },
      1,
      /^error: corrupt: \S+weights\.bin holds 1 bytes, expected 32$/,
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
        '--occlusion',
        'upper',
        '--models',
        smallModelFolder(),
        join(madeTree({ 'a.png': 'x' }), 'a.png'),
      ],
      1,
      /^error: missing: no model in .* reads faces of which the lower half shows; found gender\.full$/,
    ],
  ];

  it.each(CASES)('%s', async (_, args, code, line) => {
    const { stderr, ...rest } = await runHere(...args());
    expect(rest).toEqual({ code, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.pop()).toMatch(line);
    // Only what had begun to work may have said so.
    expect(lines.filter((note) => !note.startsWith('Engine: '))).toEqual([]);
    if (code === 2) expect(lines).toEqual([]);
  });

  it('in a process of its own', async () => {
    const result = await demiface(['train', '--preset', 'x', '--data', ferplus]);
    expect(result).toMatchObject(ended(2, /^error: usage: there is no preset 'x'; [^\n]*\n$/));
  });

  it('with --debug it shows where', async () => {
    const { code, stderr } = await demiface(['--debug', 'evaluate', '/x', '--layout', 'csv', '--data', 'x']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\s+at readManifest/m);
  });
});

describe('with pictures', () => {
  const data = join(sharedFolder(), 'data');
  beforeAll(async () => {
    writeTree(data, await madeFerplus(12, 4));
  });

  it('runs that would lie in a file', async () => {
    const file = join(madeTree({ file: 'mine' }), 'file');
    for (const runs of [file, join(file, 'deeper')]) {
      const args = ['train', '--preset', 'smoke-expression-lower', '--data', data, '--runs', runs, '--json'];
      const { code, stderr, stdout } = await runHere(...args);
      expect(code).toBe(1);
      expect(stderr.match(/^error: .*$/gm)).toEqual([
        expect.stringMatching(/^error: disk: cannot write .*: a part of the path is a file; name a folder$/),
      ]);
      expect(stdout).not.toContain('"epoch"');
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('a model that is damaged, to evaluate and to predict with', async () => {
    const card: Partial<Card> = {
      task: 'expression',
      labels: [...EXPRESSIONS],
      visible: 'lower',
      preprocessing: { size: 48, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    };
    const folder = networkFolder(card);
    const picture = join(madeTree({ 'a.png': await facePng(1) }), 'a.png');
    const both = async (path: string) => [
      await runHere('evaluate', path, '--layout', 'ferplus', '--data', data),
      await runHere('predict', '--cropped', '--occlusion', 'upper', '--models', path, picture),
    ];
    for (const { code } of await both(folder)) expect(code).toBe(0);
    for (const name of ['card.json', 'manifest.json', 'model.json', 'model.onnx', 'weights.bin']) {
      const path = join(folder, name);
      const bytes = readFileSync(path);
      const flipped = Buffer.from(bytes);
      flipped[0]! ^= 0x04;
      writeFileSync(path, flipped);
      const line = new RegExp(`^error: corrupt: [^\\n]*${name.replace('.', '\\.')}[^\\n]*\\n$`);
      for (const result of await both(folder)) expect(result).toEqual(ended(1, line));
      rmSync(path);
      for (const result of await both(folder))
        expect(result).toEqual(ended(1, /^error: (corrupt|missing): [^\n]*\n$/));
      writeFileSync(path, bytes);
    }
    // Inference takes the network from the ONNX file, whatever its name.
    const [unknown, read] = await both(networkFolder({ ...card, net: 'vgg-z' }));
    expect(unknown).toEqual(ended(1, /^error: mismatch: [^\n]*unknown network vgg-z; known are [^\n]*\n$/));
    expect(read).toMatchObject({ code: 0 });
    for (const result of await both(smallModelFolder({ visible: 'lower' })))
      expect(result).toEqual(ended(1, /^error: (mismatch|corrupt): [^\n]*\n$/));
  });

  it('prepared pictures that are damaged are made again, and it reports it', async () => {
    const model = networkFolder({ visible: 'full', task: 'expression', labels: [...EXPRESSIONS] });
    const args = ['evaluate', model, '--layout', 'ferplus', '--data', data, '--json'];
    const whole = await runHere(...args);
    expect(whole.code).toBe(0);
    expect(whole.stderr).not.toMatch(/prepared|^error/m);
    const prepared = join(process.env['DEMIFACE_CACHE']!, 'prepared');
    const folder = join(
      prepared,
      readdirSync(prepared).find((name) => name.startsWith('ferplus-32-rgb'))!,
    );
    const damages: [string, (path: string) => void][] = [
      ['pictures.bin', (path) => truncateSync(path, 100)],
      ['pictures.bin', (path) => rmSync(path)],
      ['manifest.json', (path) => writeFileSync(path, '{ no manifest')],
      [
        'manifest.json',
        (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('"size":32', '"size":31')),
      ],
    ];
    for (const [name, damage] of damages) {
      damage(join(folder, name));
      const { stderr, ...rest } = await runHere(...args);
      expect(rest).toEqual({ code: 0, stdout: whole.stdout });
      expect(stderr.replace(/^the prepared pictures are made again: [^\n]*\n/, '')).toBe(whole.stderr);
      expect(stderr).not.toBe(whole.stderr);
      expect(await runHere(...args)).toEqual(whole);
    }
  });

  it('a reader that leaves is no failure, and files are finished', async () => {
    // The first line is read, then the pipe is closed: as `| head -1` does.
    const model = networkFolder({ visible: 'full' });
    const face = await facePng(1);
    const names = Array.from({ length: 200 }, (_, i) => `${i}.png`);
    const pictures = madeTree(Object.fromEntries(names.map((name) => [name, face])));
    const command = join(import.meta.dirname, '..', '..', 'src', 'cli', 'index.ts');
    const csv = join(scratchFolder(), 'readings.csv');
    const options = ['--cropped', '--models', model, '--json', '--occlusion', 'none', '--csv', csv];
    const args = ['predict', ...options, pictures];
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const stderr = text(child.stderr);
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr: await stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(csv, 'utf8').trimEnd().split('\n')).toHaveLength(1 + names.length);
  });
});

it('bench train measures, with the keys that checks read', async () => {
  const words = 'bench train --net compact --size 16 --batch 4 --steps 2 --json'.split(' ');
  const result = await demiface(words);
  expect(result).toMatchObject({ code: 0 });
  const [figures, ...more] = documentsOf<Record<string, unknown>>(result);
  expect(more).toEqual([]);
  expect(figures).toMatchObject({ net: 'compact', size: 16, batch: 4, params: expect.any(Number) as number });
  for (const key of ['imagesPerSecond', 'imagesPerSecondWithPipeline', 'gigaMacs'])
    expect(figures![key]).toBeGreaterThan(0);
  expect(['cpu', 'gpu']).toContain(figures!['device']);
});
