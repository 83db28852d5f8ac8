import { cpSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { writeOutputFile } from '../../src/artifact/output-files.ts';
import { shippedClip, shippedModels } from '../../src/artifact/places.ts';
import { networkFolder } from '../artifact/made-model.ts';
import { scratchFolder } from '../support/made-data.ts';
import { needs } from '../support/needs.ts';
import { runHere, sharedFolder } from './run-command.ts';

sharedFolder();

interface Output {
  /** The command that would write the file; what it reads is not there, so that it ends soon after. */
  run: (file: string) => string[];
  /** Its name, where the command gives it one: the option names the folder. */
  name?: string;
}

let model: string;
let noModels: string;
let released: string;
beforeEach(() => {
  [model, noModels, released] = [networkFolder(), scratchFolder(), scratchFolder()];
  cpSync(join(shippedModels(), 'gender.upper'), join(released, 'gender.upper'), { recursive: true });
});

const data = ['--data', 'utkface=/nowhere'];
const reproduce = (file: string) => [
  'reproduce',
  'all',
  '--scale',
  'compact',
  ...data,
  '--out',
  dirname(file),
];

const OUTPUTS: Record<string, Output> = {
  'predict --csv': { run: (file) => ['predict', '/nowhere.jpg', '--csv', file] },
  'evaluate --predictions': {
    run: (file) => ['evaluate', model, '--layout', 'utkface', ...data, '--predictions', file],
  },
  'models results --out': {
    run: (file) => ['models', 'results', '--from', '/nowhere', '--out', file],
  },
  'models export --out': {
    run: (file) => ['models', 'export', 'none', '--format', 'onnx', '--out', file],
  },
  'record --out': {
    name: `${basename(shippedClip())}.csv`,
    run: (file) => ['record', shippedClip(), '--models', noModels, '--out', dirname(file)],
  },
  'explain --layout --out': {
    name: 'sheet.png',
    run: (file) => ['explain', model, '--layout', 'utkface', ...data, '--out', dirname(file)],
  },
  'reproduce --out, page': { name: 'results.md', run: reproduce },
  'reproduce --out, document': { name: 'results.json', run: reproduce },
  'models release --predictions': {
    name: 'gender.upper.csv.gz',
    run: (file) => [
      ...['models', 'release', '--models', released, ...data, '--only', 'gender.upper'],
      ...['--out', noModels, '--predictions', dirname(file)],
    ],
  },
  'models recalibrate --predictions': {
    name: 'gender.upper.csv.gz',
    run: (file) => ['models', 'recalibrate', '--models', released, ...data, '--predictions', dirname(file)],
  },
};

/** Work would follow at once if these were not refused. */
const REFUSED_ONLY: Record<string, Output> = {
  'record --out, rows that are not all there': {
    name: `${basename(shippedClip())}.csv.part`,
    run: (file) => ['record', shippedClip(), '--models', noModels, '--out', dirname(file)],
  },
  'record --out, where it goes on': {
    name: `${basename(shippedClip())}.csv.part.json`,
    run: (file) => ['record', shippedClip(), '--models', noModels, '--out', dirname(file)],
  },
  'explain --out, overlay': {
    name: '00s.heat.png',
    run: (file) => ['explain', model, shippedClip(), '--find', '--out', dirname(file)],
  },
  'explain --out, second sheet': {
    name: 'sheet-2.png',
    run: (file) => ['explain', model, shippedClip(), '--find', '--sheet', '--out', dirname(file)],
  },
  'start --runs': { name: 'read-clip.png', run: (file) => ['start', '--runs', dirname(file)] },
};

const BY_HAND = 'file,timeS,note\na.jpg,0,written by hand\n';

async function refuses(args: string[]): Promise<void> {
  const { code, stdout, stderr } = await runHere(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: disk: cannot write [^\n]*; [^\n]*\n$/);
}

describe.each(Object.entries({ ...OUTPUTS, ...REFUSED_ONLY }))('%s', (_, { run, name = 'out.csv' }) => {
  it('replaces no file of a user', async () => {
    const file = join(scratchFolder(), name);
    writeFileSync(file, BY_HAND);
    await refuses(run(file));
    expect(readFileSync(file, 'utf8')).toBe(BY_HAND);
  });

  it('refuses a folder, a link that leads nowhere, and a place where nothing can be made', async () => {
    const top = scratchFolder();
    mkdirSync(join(top, 'folder', name), { recursive: true });
    await refuses(run(join(top, 'folder', name)));
    mkdirSync(join(top, 'link'));
    symlinkSync(join(top, 'gone'), join(top, 'link', name));
    await refuses(run(join(top, 'link', name)));
    expect(lstatSync(join(top, 'link', name)).isSymbolicLink()).toBe(true);
    if (process.platform === 'linux') await refuses(run(join('/proc/none', name)));
  });
});

describe.each(Object.entries(OUTPUTS))('%s', (_, { run, name }) => {
  it('takes the place of its own earlier result', async () => {
    const file = join(scratchFolder(), name ?? 'out.csv');
    writeOutputFile(file, `an earlier result, ${file}`);
    const { code, stderr } = await runHere(...run(file));
    expect(code).not.toBe(0); // what it reads is not there
    expect(stderr).toMatch(/^error: (missing|usage|unreadable)/m);
  });
});

it.each(Object.entries(OUTPUTS).filter(([, { name }]) => name === undefined))(
  '%s refuses a device',
  needs(process.platform === 'linux' ? undefined : 'no /dev/full here'),
  (_, { run }) => refuses(run('/dev/full')),
);

it('folders that are written as a whole hold nothing of a user', async () => {
  const top = scratchFolder();
  for (const name of ['tfjs', 'gender.upper']) {
    mkdirSync(join(top, name));
    writeFileSync(join(top, name, 'notes.txt'), BY_HAND);
  }
  await refuses(['models', 'export', model, '--format', 'tfjs', '--out', join(top, 'tfjs')]);
  await refuses(['models', 'release', '--models', released, ...data, '--only', 'gender.upper', '--out', top]);
  cpSync(join(released, 'gender.upper'), join(top, 'gender.upper'), { recursive: true });
  await refuses(['models', 'recalibrate', '--models', top, ...data, '--predictions', noModels]);
  for (const name of ['tfjs', 'gender.upper'])
    expect(readFileSync(join(top, name, 'notes.txt'), 'utf8')).toBe(BY_HAND);
});
