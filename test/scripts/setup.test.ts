import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

import { isRunning } from '../../src/common/files/process-identity.ts';
import { scratchFolder } from '../support/made-data.ts';

const SETUP = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'setup.mjs')).href;
/** Tied as the command is, and waits. */
const CHILD = `process.on('disconnect', () => process.exit(1)); console.log(process.pid); setInterval(() => {}, 1000);`;

/** A parent that stays beside its child, and the child's number. */
async function parentAndChild() {
  const run = `(await import(${JSON.stringify(SETUP)})).runOnPinnedNode(['-e', ${JSON.stringify(CHILD)}], { isTied: true })`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', run], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, child: Number(said.toString()) };
}

test('a command that is killed is reported, with what to do, and ends as the shell says it', async () => {
  const { parent, child } = await parentAndChild();
  process.kill(child, 'SIGKILL');
  expect(await text(parent.stderr)).toMatch(
    /^error: killed: the process was ended by SIGKILL, often because memory ran out: .*, then start again\n$/,
  );
  expect(parent.exitCode ?? ((await once(parent, 'exit')) as [number])[0]).toBe(137);
});

test('a command does not go on once the process beside it is killed', async () => {
  const { parent, child } = await parentAndChild();
  parent.kill('SIGKILL');
  await expect.poll(() => isRunning({ pid: child, start: 0 }), { timeout: 20_000 }).toBe(false);
});

test('what Node has compiled for the command is kept for its next start', () => {
  const kept = join(scratchFolder(), 'compiled');
  const command = join(import.meta.dirname, '..', '..', 'scripts', 'demiface.mjs');
  const env = { ...process.env, NODE_COMPILE_CACHE: kept };
  expect(spawnSync(process.execPath, [command, '--help'], { env }).status).toBe(0);
  expect(readdirSync(kept, { recursive: true }).length).toBeGreaterThan(50);
});

/** An npm that takes a while, notes each run, and fails where another one is at work in the folder. */
const SLOW_NPM = `#!/bin/sh
mkdir busy || exit 1
echo run >> runs
sleep 0.5
mkdir -p node_modules
rmdir busy
`;

/** The set-up in a folder of its own. */
function madeCheckout() {
  const root = scratchFolder();
  const bin = join(root, 'bin');
  const temporary = join(root, 'tmp');
  for (const folder of [bin, temporary]) mkdirSync(folder);
  for (const name of ['setup.mjs', 'pinned-node.mjs'])
    cpSync(join(import.meta.dirname, '..', '..', 'scripts', name), join(root, 'scripts', name));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(bin, 'npm'), SLOW_NPM, { mode: 0o755 });
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    TMPDIR: temporary,
  };
  const run = "(await import('./scripts/setup.mjs')).installPackages()";
  const start = () => spawn(process.execPath, ['--input-type=module', '-e', run], { cwd: root, env });
  const install = async () => {
    const child = start();
    const said = text(child.stderr);
    const [status] = (await once(child, 'exit')) as [number];
    return { status, said: await said };
  };
  return { root, temporary, start, install };
}

test.skipIf(process.platform === 'win32')(
  'commands that start at once install the packages once',
  async () => {
    const { root, temporary, install } = madeCheckout();
    const ends = await Promise.all([install(), install(), install()]);
    expect(ends.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('run\n');
    expect(ends.filter(({ said }) => said.includes('Waiting for another set-up'))).toHaveLength(2);
    expect(readdirSync(temporary)).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')('a set-up that was killed stops no later one', async () => {
  const { root, temporary, start, install } = madeCheckout();
  const killed = start();
  const busy = join(root, 'busy');
  await expect.poll(() => existsSync(busy), { interval: 10, timeout: 20_000 }).toBe(true);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(readdirSync(temporary)).toHaveLength(1);
  await expect.poll(() => existsSync(busy), { timeout: 20_000 }).toBe(false);
  expect((await install()).status).toBe(0);
  expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('run\nrun\n');
  expect(readdirSync(temporary)).toEqual([]);
});
