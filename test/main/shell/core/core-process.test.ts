import { EventEmitter, once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { CoreConnection } from '../../../../src/main/shell/core/core-process.ts';
import { corePlace, startCore } from '../../../../src/main/shell/core/core-process.ts';
import { pinnedNodePath } from '../../../../scripts/pinned-node.mjs';
import { scratchFolder } from '../../../support/made-data.ts';

beforeEach(() => vi.stubEnv('DEMIFACE_CACHE', scratchFolder()));
afterEach(() => void vi.unstubAllEnvs());

/** What a started core says and how it ends. */
function listened() {
  const heard = new EventEmitter();
  return {
    heard,
    listeners: {
      onMessage: (message: unknown) => void heard.emit('message', message),
      onEnd: (code: number | null) => void heard.emit('end', code),
    },
  };
}

/** Answers with its environment, then returns each message it gets; `exit` ends it with 7. */
const ECHO = `
  const { NODE_OPTIONS, ELECTRON_RUN_AS_NODE, NODE_COMPILE_CACHE } = process.env;
  process.send({ args: process.argv.slice(2), NODE_OPTIONS, ELECTRON_RUN_AS_NODE, NODE_COMPILE_CACHE });
  process.on('message', (message) => (message === 'exit' ? process.exit(7) : process.send(message)));
`;

function startEcho(): { core: CoreConnection; heard: EventEmitter } {
  const entry = join(scratchFolder(), 'echo.cjs');
  writeFileSync(entry, ECHO);
  const { heard, listeners } = listened();
  return { core: startCore({ entry, node: process.execPath, args: ['--home', 'a b'] }, listeners), heard };
}

const post = (core: CoreConnection, message: unknown) =>
  core.post(message as Parameters<CoreConnection['post']>[0]);

test('the core is a child under the Node that was named, clean of Electron’s settings', async () => {
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
  const { core, heard } = startEcho();
  const [first] = (await once(heard, 'message')) as [Record<string, unknown>];
  expect(first).toMatchObject({ args: ['--home', 'a b'] });
  expect([first['NODE_OPTIONS'], first['ELECTRON_RUN_AS_NODE']]).toEqual([undefined, undefined]);
  expect(first['NODE_COMPILE_CACHE']).toContain('compiled');

  const sent = { pixels: Uint8Array.of(1, 2, 3), sizes: new Map([['a', 1]]) };
  post(core, sent);
  expect((await once(heard, 'message'))[0]).toEqual(sent);

  post(core, 'exit');
  expect(await once(heard, 'end')).toEqual([7]);
  expect(() => post(core, 'too late')).not.toThrow();
});

test('a core that does not heed is killed', async () => {
  const { core, heard } = startEcho();
  await once(heard, 'message');
  core.kill();
  expect(await once(heard, 'end')).toEqual([null]);
});

test('a Node that is not there ends it at once; without one it does not start', async () => {
  const { heard, listeners } = listened();
  startCore({ entry: 'core.ts', node: join(scratchFolder(), 'no-node'), args: [] }, listeners);
  expect(await once(heard, 'end')).toEqual([null]);
  expect(() => startCore({ entry: 'core.ts', node: undefined, args: [] }, listeners)).toThrow(/pinned Node/);
});

const app = (isPackaged: boolean, folder: string) => ({ isPackaged, getAppPath: () => folder });

test('from its sources it runs on the Node that is named, or on the pinned one beside it', () => {
  vi.stubEnv('DEMIFACE_NODE', '/named/node');
  expect(corePlace(app(false, '/app'), '/electron')).toEqual({ folder: '/app', node: '/named/node' });
  vi.stubEnv('DEMIFACE_NODE', undefined);
  expect(corePlace(app(false, scratchFolder()), '/electron').node).toBeUndefined();
  expect(corePlace(app(false, process.cwd()), '/electron').node).toContain('node_modules');
});

test('packaged it runs on the Node that the package carries, whatever the environment names', () => {
  vi.stubEnv('DEMIFACE_NODE', '/named/node');
  const resources = scratchFolder();
  const core = join(resources, 'core');
  const asar = join(resources, 'app.asar');
  expect(corePlace(app(true, asar), resources)).toEqual({ folder: core, node: undefined });
  const node = pinnedNodePath(core);
  mkdirSync(dirname(node), { recursive: true });
  writeFileSync(node, '');
  expect(corePlace(app(true, asar), resources)).toEqual({ folder: core, node });
});
