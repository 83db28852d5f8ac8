import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { inject } from 'vitest';

import type { ChannelName, Payload, Refusal, Result } from '../../src/main/ipc/contract.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Whether windows can be tested here. */
export const hasElectron = (): boolean => inject('electron').program !== '';

/** A virtual display of its own, for one file of tests. */
export async function openDisplay(): Promise<{ name: string; close: () => void }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.stdio[3]!.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { name: `:${number}`, close: () => server.kill() };
}

export interface OpenApp {
  app: ElectronApplication;
  page: Page;
  home: string;
  process: ChildProcess;
  /** Asks as the page would; a refusal comes back as one. */
  ask<C extends ChannelName>(
    channel: C,
    payload: Payload<C>,
  ): Promise<{ ok: Result<C> } | { refused: Refusal }>;
  close(): Promise<void>;
}

/** An empty home of the app's own. */
export function makeHome(): { home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'demiface-home-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Starts the built app and waits until its core answers. @param display as `openDisplay` names it */
export async function openApp(home: string, display: string, dark = false): Promise<OpenApp> {
  const app = await _electron.launch({
    executablePath: inject('electron').program,
    args: ['--no-sandbox', ROOT],
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display,
      DEMIFACE_HOME: home,
      DEMIFACE_NODE: process.execPath,
    },
    colorScheme: dark ? 'dark' : 'light',
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  const ask: OpenApp['ask'] = (channel, payload) =>
    page.evaluate(([name, given]) => window.demiface.request(name as ChannelName, given as never), [
      channel as string,
      payload as unknown,
    ] as const) as never;
  await waitFor(async () => {
    const state = await ask('app.state', {});
    return 'ok' in state && state.ok.core !== 'starting';
  });
  return { app, page, home, ask, process: app.process(), close: () => app.close() };
}

/** Until it holds. @throws Error after so long */
export async function waitFor(holds: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
