import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { until } from '../launch.ts';
import type { Stage } from '../stage.ts';
import { startArgs, startEnvironment } from '../start-options.ts';

/** In the page: when it became usable, ms since 1970; null before. */
const USABLE_AT = `(() => {
  const [mark] = performance.getEntriesByName('usable');
  return mark ? performance.timeOrigin + mark.startTime : null;
})()`;

/** Half of so many starts take longer: one alone is noise on a machine that does other things. */
const STARTS = 5;

/** ms of the middle one of several starts. The first start of all has happened before. */
export async function measureUsable(stage: Stage): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) times.push(await usable(stage));
  return times.sort((a, b) => a - b)[Math.floor(STARTS / 2)]!;
}

/**
 * Starts the app as a person does, with nothing that holds it up, and sends a request once it is there.
 * @returns ms from the start of its process until its frame is drawn and its core has answered
 */
async function usable({ program, home, display }: Stage): Promise<number> {
  const startedAt = Date.now();
  const app = spawn(program, ['--remote-debugging-port=0', ...startArgs()], {
    env: { ...startEnvironment(), DISPLAY: display, DEMIFACE_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(app, 'exit');
  try {
    const page = await pageAddress(await debuggerHost(app.stderr));
    let at: unknown = null;
    await until(async () => (at = await evaluate(page, USABLE_AT)) !== null);
    return Math.round((at as number) - startedAt);
  } finally {
    app.kill();
    await ended;
  }
}

async function debuggerHost(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stderr)) {
    const found = /^DevTools listening on ws:\/\/([^/]+)/.exec(line);
    if (found) return found[1]!;
  }
  throw new Error('the app ended before it could be resultOf');
}

async function pageAddress(host: string): Promise<string> {
  let address: string | undefined;
  await until(async () => {
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as {
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    address = targets.find(({ url }) => url.startsWith('demiface://'))?.webSocketDebuggerUrl;
    return address !== undefined;
  });
  return address!;
}

/** @returns the value of an expression; null while there is no page yet */
async function evaluate(address: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const params = { expression, returnByValue: true };
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>];
  socket.close();
  const { result } = JSON.parse(data) as { result?: { result: { value: unknown } } };
  return result?.result.value ?? null;
}
