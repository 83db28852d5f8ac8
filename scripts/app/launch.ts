import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';

import { errorOf } from '../../src/common/error.ts';
import type { ChannelName, Payload, Refusal, Result } from '../../src/main/ipc/contract.ts';
import type { Language } from '../../src/renderer/messages/language.ts';
import { startArgs, startEnvironment } from './start-options.ts';
import { translatedPage } from './translated-page.ts';

/** The app in a window that a program looks at: for tests, screenshots and benchmarks. */
export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  /** Sends a request as the page does; a refusal comes back as one. */
  ask: <C extends ChannelName>(
    channel: C,
    payload: Payload<C>,
  ) => Promise<{ ok: Result<C> } | { refused: Refusal }>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** An Electron. */
  program: string;
  /** The app's own folder. */
  home: string;
  /** As in `DISPLAY`. */
  display: string;
  theme?: 'light' | 'dark';
  /** Where none was chosen in that home: the system's would decide otherwise. */
  language?: Language;
  /** Further ones to the app. */
  args?: readonly string[];
}

/** Starts the built app and waits until its core has come up or failed. */
export async function launchApp({
  program,
  home,
  display,
  theme = 'light',
  language = 'en',
  args = [],
}: LaunchOptions): Promise<LaunchedApp> {
  const choice = join(home, 'language.json');
  mkdirSync(home, { recursive: true });
  if (!existsSync(choice)) writeFileSync(choice, JSON.stringify({ language }));
  const app = await attach({
    executablePath: program,
    args: [...startArgs(), ...args],
    env: {
      ...(startEnvironment() as Record<string, string>),
      DISPLAY: display,
      DEMIFACE_HOME: home,
    },
    colorScheme: theme,
    timeout: 25_000,
  });
  const page = translatedPage(await app.firstWindow(), language);
  const ask: LaunchedApp['ask'] = (channel, payload) =>
    page.evaluate(([name, given]) => window.demiface.request(name as ChannelName, given as never), [
      channel as string,
      payload as unknown,
    ] as const);
  await until(async () => {
    const state = await ask('app.state', {});
    return 'ok' in state && state.ok.core !== 'starting';
  });
  page.setDefaultTimeout(30_000);
  const close = async () => {
    const kill = setTimeout(() => app.process().kill('SIGKILL'), 10_000);
    await app.close();
    clearTimeout(kill);
  };
  return { app, page, ask, close };
}

/** On a busy machine Playwright now and then misses the start of an app (7 of 90, three at a time). */
const TRIES = 3;

async function attach(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let left = TRIES - 1; ; left--)
    try {
      return evaluatingLater(await _electron.launch(options));
    } catch (error) {
      if (left === 0 || (error as Error).name !== 'TimeoutError') throw error;
    }
}

/**
 * The same app, whose `evaluate` runs the function in a turn of its own. The inspector may break in on whatever runs, Node's
 * own loop over its ticks too: a tick that is added as that loop ends waits for ever, and every later one behind it.
 */
function evaluatingLater(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app);
  app.evaluate = ((run: unknown, given: unknown) => {
    const source = `async (...given) => {
      await new Promise((go) => setTimeout(go));
      return (${String(run)})(...given);
    }`;
    // Playwright sends what a function's text is.
    return evaluate(Object.assign(() => {}, { toString: () => source }) as never, given);
  }) as typeof app.evaluate;
  return app;
}

/** Waits until it holds. @throws Error after so long */
export async function until(holds: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @throws Error with the refusal's words */
export async function resultOf<R>(answer: Promise<{ ok: R } | { refused: Refusal }>): Promise<R> {
  const reply = await answer;
  if ('refused' in reply) throw errorOf(reply.refused.message);
  return reply.ok;
}
