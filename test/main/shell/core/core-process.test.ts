import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { CoreConnection } from '../../../../src/main/shell/core/core-process.ts';
import { nodeBeside, startCore } from '../../../../src/main/shell/core/core-process.ts';
import { scratchFolder } from '../../../support/made-data.ts';

class FakeUtility extends EventEmitter {
  readonly posted: unknown[] = [];
  isKilled = false;
  postMessage(message: unknown) {
    this.posted.push(message);
  }
  kill() {
    this.isKilled = true;
    this.emit('exit', 9);
  }
}

const electron = vi.hoisted((): { forked: unknown[][]; next: unknown } => ({ forked: [], next: null }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...args: unknown[]) => {
      electron.forked.push(args);
      return electron.next;
    },
  },
}));

const usual = process.versions.node;
function underNode(version: string) {
  Object.defineProperty(process.versions, 'node', { value: version, configurable: true });
}
beforeEach(() => vi.stubEnv('DEMIFACE_CACHE', scratchFolder()));
afterEach(() => {
  underNode(usual);
  vi.unstubAllEnvs();
});

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

test('where Electron’s Node is new enough, the core is a utility process', () => {
  underNode('24.1.0');
  const utility = new FakeUtility();
  electron.next = utility;
  const { heard, listeners } = listened();
  const ends: unknown[] = [];
  const messages: unknown[] = [];
  heard.on('end', (code) => ends.push(code)).on('message', (message) => messages.push(message));
  const core = startCore({ entry: 'core.ts', node: undefined, args: ['--home', 'x'] }, listeners);
  expect(electron.forked.at(-1)!.slice(0, 2)).toEqual(['core.ts', ['--home', 'x']]);
  expect(core.kind).toBe('utility');
  post(core, 'a question');
  utility.emit('message', 'an answer');
  core.kill();
  expect([utility.posted, messages, utility.isKilled, ends]).toEqual([
    ['a question'],
    ['an answer'],
    true,
    [9],
  ]);
});

test('where it is older, the core is a child under the Node that was named, clean of Electron’s settings', async () => {
  underNode('18.15.0');
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
  const { core, heard } = startEcho();
  expect(core.kind).toBe('child');
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
  underNode('18.15.0');
  const { core, heard } = startEcho();
  await once(heard, 'message');
  core.kill();
  expect(await once(heard, 'end')).toEqual([null]);
});

test('a Node that is not there ends it at once; without one it does not start', async () => {
  underNode('18.15.0');
  const { heard, listeners } = listened();
  startCore({ entry: 'core.ts', node: join(scratchFolder(), 'no-node'), args: [] }, listeners);
  expect(await once(heard, 'end')).toEqual([null]);
  expect(() => startCore({ entry: 'core.ts', node: undefined, args: [] }, listeners)).toThrow(/Node 24/);
});

test('the Node of the app is the one that is named, or the pinned one beside it', () => {
  vi.stubEnv('DEMIFACE_NODE', '/named/node');
  expect(nodeBeside('/app')).toBe('/named/node');
  vi.stubEnv('DEMIFACE_NODE', undefined);
  expect(nodeBeside(scratchFolder())).toBeUndefined();
  expect(nodeBeside(process.cwd())).toContain('node_modules');
});
