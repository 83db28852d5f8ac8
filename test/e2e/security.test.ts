import { join } from 'node:path';

import type { ElectronApplication } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { randomFor } from '../../src/common/math/random.ts';
import type { ChannelName } from '../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../src/main/ipc/contract.ts';
import { pickSave } from '../../scripts/app/dialogs.ts';
import { ROOT } from '../../scripts/app/root.ts';
import { scratchFolder } from '../support/made-data.ts';
import { wrongPayload } from '../support/payloads.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { errorOf } from '../../src/common/error.ts';

/** Electron's security checklist, item by item where a running window can show it. */
describe('the window', needsElectron(), () => {
  const open = testWindow(({ start }) => start());

  const preferences = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });

  it('has no Node, and a page that is isolated and sandboxed', async () => {
    const found = await preferences(open.app);
    expect(found).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
    expect(found['enableBlinkFeatures'] ?? '').toBe('');
    const globals = await open.page.evaluate(
      '[typeof require, typeof process, typeof module, typeof Buffer]',
    );
    expect(globals).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  it('gives the page the bridge alone, and no way to Electron', async () => {
    const keys = await open.page.evaluate('Object.keys(window.demiface).sort()');
    expect(keys).toEqual(['dropped', 'on', 'request']);
    const answer = await open.page.evaluate(() => window.demiface.request('no.such' as never, {} as never));
    expect(answer).toMatchObject({ refused: { code: 'payload' } });
  });

  it('has a strict policy: no inline script, no eval, nothing from elsewhere', async () => {
    const policy = await open.page.evaluate(
      "fetch(location.href).then((r) => r.headers.get('content-security-policy'), (e) => String(e))",
    );
    // The policy itself forbids the page to fetch anything, itself too.
    expect(policy).toMatch(/TypeError/);
    // Within a timer: what DevTools evaluate themselves is free of the policy.
    const evaluated = await open.page.evaluate(`new Promise((resolve) => setTimeout(() => {
      try { resolve(eval('1')); } catch (error) { resolve(error.name); }
    }))`);
    expect(evaluated).toBe('EvalError');
    const ran = await open.page.evaluate(`new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = 1';
      document.body.append(script);
      setTimeout(() => resolve(window.broken ?? 0), 50);
    })`);
    expect(ran).toBe(0);
  });

  it('loads nothing from elsewhere', async () => {
    const refused = await open.page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      const picture = new Image();
      picture.src = 'https://example.org/picture.png';
    })`);
    expect(refused).toBe('img-src');
    // What no policy of a page holds back, the session does.
    const said = await open.app.evaluate(({ net }) =>
      net.fetch('https://example.org/').then(
        () => 'loaded',
        (error: Error) => error.message,
      ),
    );
    expect(said).toMatch(/ERR_BLOCKED_BY_CLIENT/);
  });

  it('goes nowhere: no navigation, no second window, no request', async () => {
    const before = open.page.url();
    await open.page.evaluate("location.href = 'https://example.org/'").catch(() => {});
    await open.page.evaluate("window.open('https://example.org/')").catch(() => {});
    await open.page.waitForTimeout(300);
    expect(open.page.url()).toBe(before);
    expect(before).toMatch(/^demiface:/);
    expect(open.app.windows()).toHaveLength(1);
  });

  it('comes back from an empty page', async () => {
    await open.page.evaluate("window.before = true; location.href = 'about:blank'").catch(() => {});
    await open.page.waitForFunction('window.before === undefined && window.demiface !== undefined');
    expect(open.page.url()).toMatch(/^demiface:/);
  });

  it('grants no permission', async () => {
    const states = await open.page.evaluate(`Promise.all(
      ['camera', 'microphone', 'geolocation', 'notifications'].map((name) =>
        navigator.permissions.query({ name }).then(({ state }) => state)))`);
    expect(new Set(states as string[])).toEqual(new Set(['denied']));
  });

  it('opens no dialog of the system by itself: no print, no alert, in no frame', async () => {
    const begun = await open.page.evaluate(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const pages = [window, frame.contentWindow!];
      const printed: string[] = [];
      for (const page of pages) page.addEventListener('beforeprint', () => printed.push('print'));
      for (const page of pages) page.print();
      const answers = [window.confirm('x'), window.alert('x')];
      await new Promise((resolve) => setTimeout(resolve, 300));
      frame.remove();
      return { printed, answers };
    });
    expect(begun).toEqual({ printed: [], answers: [false, undefined] });
  });

  it('serves nothing beside the page', async () => {
    for (const path of ['../main/index.cjs', '%2e%2e/main/index.cjs', 'none.js']) {
      const status = await open.app.evaluate(
        async ({ net }, url) => (await net.fetch(url, { bypassCustomProtocolHandlers: false })).status,
        `demiface://app/${path}`,
      );
      expect(status).toBe(404);
    }
  });

  it('answers no page but its own', async () => {
    const answer = await open.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true },
        });
        await other.loadURL('about:blank');
        const said: unknown = await other.webContents.executeJavaScript(
          "window.demiface.request('settings.get', {})",
        );
        other.destroy();
        return said;
      },
      join(ROOT, 'out', 'preload', 'preload.cjs'),
    );
    expect(answer).toMatchObject({ refused: { code: 'sender' } });
  });

  it(
    'refuses 10,000 payloads of the wrong shape with a code, every channel its share, and goes on',
    { timeout: 240_000 },
    async () => {
      const channels = Object.keys(CHANNELS) as ChannelName[];
      const random = randomFor(7, 'payloads');
      const wrong = Array.from({ length: 10_000 }, (_, i): [ChannelName, unknown] => {
        const channel = channels[i % channels.length]!;
        return [channel, wrongPayload(channel, random)];
      });
      const [codes, asked] = await open.page.evaluate(async (all) => {
        const found: Record<string, number> = {};
        const known = new Set<string>();
        for (const [channel, payload] of all) {
          const answer = await window.demiface.request(channel, payload as never);
          const code = 'refused' in answer ? answer.refused.code : `answered ${channel}`;
          found[code] = (found[code] ?? 0) + 1;
          known.add(channel);
        }
        return [found, [...known]];
      }, wrong);
      expect(codes).toEqual({ payload: 10_000 });
      expect(asked.sort()).toEqual(channels.sort());
      expect(await open.ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
    },
  );

  it('prints in a window that is locked too, runs no script and reaches nothing', async () => {
    const answer = await open.ask('audience.settings', {});
    if ('refused' in answer) throw errorOf(answer.refused.message);
    const { cameras: _, ...settings } = answer.ok;
    const controller = { ...settings.controller, name: '<script>', address: 'a', contact: 'c' };
    await open.ask('audience.set', { settings: { ...settings, controller, purposes: ['offer'] } });
    await open.app.evaluate(({ app }) =>
      app.once('browser-window-created', (_, { webContents }) => {
        type Found = { getLastWebPreferences(): Record<string, unknown> };
        const { session, ...found } = (webContents as unknown as Found).getLastWebPreferences();
        Object.assign(globalThis, { printed: { ...found, isOwn: session !== undefined } });
      }),
    );
    const path = join(scratchFolder(), 'door.pdf');
    const token = await pickSave(open, path);
    expect(await open.ask('app.savePdf', { kind: 'door', language: 'en', path: token })).toEqual({
      ok: { path },
    });
    const found = await open.app.evaluate(
      () => (globalThis as unknown as { printed: Record<string, unknown> }).printed,
    );
    expect(found).toMatchObject({
      javascript: false,
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
    });
    expect(found['preload'] ?? '').toBe('');
    const reached = await open.app.evaluate(
      ({ net, session }) =>
        new Promise<string>((resolve) => {
          const url = 'https://example.org/';
          const asked = net.request({ url, session: session.fromPartition('print') });
          asked.on('response', ({ statusCode }) => resolve(`answered ${statusCode}`));
          asked.on('error', (error) => resolve(error.message));
          asked.end();
        }),
    );
    expect(reached).toMatch(/ERR_BLOCKED_BY_CLIENT/);
    expect(open.app.windows()).toHaveLength(1);
  });
});
