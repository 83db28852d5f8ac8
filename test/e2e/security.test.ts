import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { randomFor } from '../../src/training/data/random.ts';
import type { ChannelName } from '../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../src/main/ipc/payloads.ts';
import type { Display } from '../../scripts/app/display.ts';
import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { hasElectron, makeHome, openApp } from './app.ts';
import { wrongPayload } from './wrong-payloads.ts';

/** Electron's security checklist, item by item where a running window can show it. */
describe.skipIf(!hasElectron())('the window', () => {
  let display: Display;
  let home: ReturnType<typeof makeHome>;
  let open: LaunchedApp;

  beforeAll(async () => {
    display = await openVirtualDisplay();
    home = makeHome();
    open = await openApp({ home: home.home, display: display.name });
  });
  afterAll(async () => {
    await open.close();
    home.remove();
    display.close();
  });

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
    const globals = await open.page.evaluate(
      '[typeof require, typeof process, typeof module, typeof Buffer]',
    );
    expect(globals).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  it('gives the page the bridge alone, and no way to Electron', async () => {
    const keys = await open.page.evaluate('Object.keys(window.demiface).sort()');
    expect(keys).toEqual(['on', 'pathOf', 'request']);
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

  it('goes nowhere: no navigation, no second window, no request', async () => {
    const before = open.page.url();
    await open.page.evaluate("location.href = 'https://example.org/'").catch(() => {});
    await open.page.evaluate("window.open('https://example.org/')").catch(() => {});
    await open.page.waitForTimeout(300);
    expect(open.page.url()).toBe(before);
    expect(open.app.windows()).toHaveLength(1);
  });

  it('grants no permission', async () => {
    const states = await open.page.evaluate(`Promise.all(
      ['camera', 'microphone', 'geolocation', 'notifications'].map((name) =>
        navigator.permissions.query({ name }).then(({ state }) => state)))`);
    expect(new Set(states as string[])).toEqual(new Set(['denied']));
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

  it('refuses 10,000 payloads of the wrong shape with a code, and goes on', async () => {
    const channels = Object.keys(CHANNELS) as ChannelName[];
    const random = randomFor(7, 'payloads');
    const wrong: [ChannelName, unknown][] = [];
    while (wrong.length < 10_000) {
      const channel = channels[wrong.length % channels.length]!;
      const payload = wrongPayload(random);
      if (!PAYLOADS[channel].safeParse(payload).success) wrong.push([channel, payload]);
    }
    const codes = await open.page.evaluate(async (all) => {
      const found: Record<string, number> = {};
      for (const [channel, payload] of all) {
        const answer = await window.demiface.request(channel, payload as never);
        const code = 'refused' in answer ? answer.refused.code : 'answered';
        found[code] = (found[code] ?? 0) + 1;
      }
      return found;
    }, wrong);
    expect(codes).toEqual({ payload: 10_000 });
    expect(await open.ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
  });
});
