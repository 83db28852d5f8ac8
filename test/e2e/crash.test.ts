import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import type { Display } from '../../scripts/app/display.ts';
import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { until } from '../../scripts/app/launch.ts';
import { startArgs, startEnvironment } from '../../scripts/app/start-options.ts';
import { makeHome, needsElectron, openApp } from '../support/window.ts';
import { below, commandOf, parentOf } from './processes.ts';

/** Processes that end by themselves, and a folder that cannot be written. */
describe('crashes', { ...needsElectron(), timeout: 120_000 }, () => {
  let display: Display;
  let home: ReturnType<typeof makeHome>;
  let open: LaunchedApp | undefined;

  beforeAll(async () => {
    display = await openVirtualDisplay();
  });
  afterAll(() => display.close());
  beforeEach(() => {
    home = makeHome();
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
    home.remove();
  });

  /** The page's process; Playwright's own page does not outlive a crash. */
  const pageProcess = ({ app }: LaunchedApp) =>
    app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return webContents.isCrashed() || webContents.isLoading() ? 0 : webContents.getOSProcessId();
    });
  const crash = ({ app }: LaunchedApp) =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );

  /** As a person does: the answer does not wait for its end. */
  const closeWindow = ({ app }: LaunchedApp) =>
    app.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]!.close(), 10));

  it('a crashed page is loaded again, several times; then a dialog asks, and the app ends as chosen', async () => {
    open = await openApp({ home: home.home, display: display.name });
    await open.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = (...given: unknown[]) => {
        Object.assign(globalThis, { resultOf: given.at(-1) });
        return new Promise((resolve) => Object.assign(globalThis, { answer: resolve }));
      };
    });
    const seen = new Set([await pageProcess(open)]);
    for (let i = 0; i < 3; i++) {
      await crash(open);
      await until(async () => {
        const now = await pageProcess(open!);
        return now !== 0 && !seen.has(now);
      }, 20_000);
      seen.add(await pageProcess(open));
    }
    const resultOf = () =>
      open!.app.evaluate(
        () => (globalThis as unknown as { resultOf?: { message: string } }).resultOf?.message,
      );
    expect(await resultOf()).toBeUndefined();
    await crash(open);
    await until(async () => (await resultOf()) !== undefined, 20_000);
    expect(await resultOf()).toBe('The window keeps crashing');
    expect(await pageProcess(open)).toBe(0);
    const ended = once(open.app.process(), 'exit');
    await open.app
      .evaluate(() => (globalThis as unknown as { answer: (of: object) => void }).answer({ response: 1 }))
      .catch(() => {});
    await ended;
    open = undefined;
  });

  it('a killed core comes back; what the page asks then is answered', async () => {
    open = await openApp({ home: home.home, display: display.name });
    const core = () => below(open!.app.process().pid!, 'core/index.ts')[0];
    const before = core()!;
    const resultOf = Array.from({ length: 20 }, () => open!.ask('models.list', {}));
    process.kill(before, 'SIGKILL');
    for (const answer of await Promise.all(resultOf))
      if ('refused' in answer) expect(answer.refused.code).toBe('core');
    await until(async () => {
      const state = await open!.ask('app.state', {});
      return 'ok' in state && state.ok.core === 'running' && core() !== before;
    });
    expect(await open.ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
  });

  it('the app opened a second time reports that it is open, and the first one goes on', async () => {
    open = await openApp({ display: display.name, home: home.home });
    const second = spawn(inject('electron').program, startArgs(), {
      env: { ...startEnvironment(), DISPLAY: display.name, DEMIFACE_HOME: home.home },
    });
    let text = '';
    second.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(text).toContain(`Demiface is open on ${home.home} already`);
    expect(await open.ask('settings.get', {})).toBeTruthy();
  });

  it('the app opened while it ends opens again', async () => {
    open = await openApp({ display: display.name, home: home.home });
    const ended = once(open.app.process(), 'exit');
    // A start takes longer than an end, so its message to the first app is sent without it.
    await open.app.evaluate(
      ({ app, BrowserWindow }, args) => {
        app.once('will-quit', () => setImmediate(() => app.emit('second-instance', {}, [], '', { args })));
        setTimeout(() => BrowserWindow.getAllWindows()[0]!.close(), 10);
      },
      [...startArgs(), '--kiosk'],
    );
    await ended;
    open = undefined;
    const again = () => below(1, `core/index.ts --home ${home.home}`)[0];
    await until(() => again() !== undefined, 30_000);
    const app = parentOf(again()!);
    expect(commandOf(app)).toContain('--kiosk');
    process.kill(app, 'SIGKILL');
    await until(() => again() === undefined, 20_000);
  });

  it('a place of the window that cannot be saved keeps no window open', async () => {
    mkdirSync(join(home.home, 'window.json', 'in-the-way'), { recursive: true });
    open = await openApp({ display: display.name, home: home.home });
    const first = open.app.process();
    let text = '';
    first.stderr!.setEncoding('utf8').on('data', (part: string) => (text += part));
    const ended = once(first, 'exit') as Promise<[number | null]>;
    await closeWindow(open);
    const [code] = await Promise.race([
      ended,
      new Promise<[string]>((go) => setTimeout(go, 20_000, ['open'])),
    ]);
    expect(code).toBe(0);
    open = undefined;
    expect(text).toMatch(/^warning: the place of the window was not saved: cannot write .*window\.json/m);
  });

  it('an error that nothing handles is logged and opens no dialog', async () => {
    open = await openApp({ display: display.name, home: home.home });
    let text = '';
    open.app
      .process()
      .stderr!.setEncoding('utf8')
      .on('data', (part: string) => (text += part));
    await open.app.evaluate(({ dialog }) => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      dialog.showErrorBox = (title) => void told.push(title);
      setTimeout(() => {
        throw new Error('thrown in a timer');
      });
      void Promise.reject(new Error('rejected unheard'));
    });
    await until(() => /thrown in a timer/.test(text) && /rejected unheard/.test(text), 20_000);
    expect(await open.app.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual([]);
    expect(text).toMatch(/^error: internal: Error: thrown in a timer/m);
    expect(await open.ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
  });

  it.each([false, true])(
    'a home that cannot be written is one line, and without a display exit code 1 (display: %s)',
    async (hasDisplay) => {
      const file = join(home.home, 'file');
      writeFileSync(file, '');
      const app = spawn(inject('electron').program, startArgs(), {
        env: {
          ...startEnvironment(),
          DISPLAY: hasDisplay ? display.name : undefined,
          WAYLAND_DISPLAY: undefined,
          DEMIFACE_HOME: join(file, 'home'),
        },
      });
      let text = '';
      app.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
      const ended = once(app, 'exit') as Promise<[number | null]>;
      if (hasDisplay) {
        // The dialog is open until somebody closes it.
        await until(() => text.includes('error: disk:'), 20_000);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect(app.exitCode).toBeNull();
        app.kill('SIGKILL');
        await ended;
      } else expect((await ended)[0]).toBe(1);
      expect(text.split('\n').filter((line) => line.startsWith('error:'))).toEqual([
        expect.stringMatching(/^error: disk: cannot write .*home.*DEMIFACE_HOME/),
      ]);
    },
  );
});
