import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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
    /^error: killed: the process was ended by SIGKILL, often because memory ran out: .*; the same command goes on where it stood\n$/,
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
