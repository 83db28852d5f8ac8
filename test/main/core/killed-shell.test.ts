import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { lockHome } from '../../../src/main/core/platform/lock-home.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../support/made-data.ts';

const ENTRY = join(import.meta.dirname, '..', '..', '..', 'src', 'main', 'core', 'index.ts');

/** Starts the core as the shell does, and says when it is there and when it works. */
const SHELL = `
const { fork } = require('node:child_process');
const [entry, home] = process.argv.slice(1);
const core = fork(entry, ['--home', home], { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
core.once('spawn', () => console.log('begun'));
core.on('message', ({ kind }) => kind === 'ready' && console.log('ready'));
`;

it.each(['begun', 'ready'])(
  'a core whose shell is killed as soon as it is %s ends and leaves its home whole',
  async (word) => {
    const home = scratchFolder();
    const shell = spawn(process.execPath, ['-e', SHELL, ENTRY, home], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void shell.kill('SIGKILL'));
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      shell[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
    const ended = once(shell, 'close'); // once the core has let go of its output, too
    await expect.poll(() => said.stdout, { timeout: 20_000, interval: 10 }).toContain(word);
    shell.kill('SIGKILL');
    await ended;
    expect(said.stderr).toBe('');
    const held = await lockHome(home, 0);
    const store = openStore(held.file);
    expect(store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    await store.close();
    held.release();
  },
);
