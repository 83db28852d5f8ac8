import { cpSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import axe from 'axe-core';
import type { ElectronApplication } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import { fakeWebcam } from '../../scripts/app/fake-webcam.ts';
import { until } from '../../scripts/app/launch.ts';
import { shippedModels } from '../../src/artifact/places.ts';
import { saveLiveModel } from '../../src/main/core/platform/models/live-models.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { queryAll } from '../../src/main/core/platform/store/sync.ts';
import { needsElectron, testWindow } from '../support/window.ts';

/** A copy of a model that ships whose network was cut off. */
function damagedModel(folder: string): string {
  const path = join(folder, 'damaged');
  cpSync(join(shippedModels(), 'age.upper'), path, { recursive: true });
  truncateSync(join(path, 'model.onnx'), 1000);
  return path;
}

/** Until a face in view has become a visit. */
const LONG_ENOUGH_MS = 2000;

describe('at a door', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(async ({ home, start }) => {
    await start();
    await setUpCounting(open.ask, [{ id: 'c1', name: 'Entrance' }]);
    await open.close();
    const store = openStore(join(home, 'demiface.sqlite'));
    saveLiveModel(store, { task: 'age', visible: 'upper', path: damagedModel(home), name: 'my ages' });
    await store.close();
    await start({ args: ['--kiosk', ...(await fakeWebcam(join(home, 'webcam.mjpeg')))] });
  });

  const isKiosk = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isKiosk());

  it('opens over the whole screen on the Store and starts its cameras', async () => {
    expect(await isKiosk(open.app)).toBe(true);
    expect(await open.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1920, 1080]);
    await open.page.getByRole('heading', { name: 'Store', exact: true }).waitFor();
    await open.page.getByText('frames/s').waitFor();
  });

  it('has no Live view: nobody may have expressions of visitors predicted', async () => {
    const { page } = open;
    expect(await page.getByRole('button', { name: 'Live', exact: true }).count()).toBe(0);
    await page.keyboard.press('1');
    await page.keyboard.press('4');
    await page.getByRole('heading', { name: 'Insights', exact: true }).waitFor();
    await page.keyboard.press('1');
    await page.waitForTimeout(300);
    expect(await page.getByRole('heading', { name: 'Insights', exact: true }).count()).toBe(1);
    await page.keyboard.press('3');
    await page.getByRole('heading', { name: 'Store', exact: true }).waitFor();
  });

  it('names a live model that is damaged; the others read', async () => {
    await open.page.getByText(/my ages is damaged and left out: .*model\.onnx/).waitFor();
    await open.page.locator('video ~ svg text').first().waitFor();
  });

  it('counts by hand with Space beside the picture, takes back, and ends no audit before a minute', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Audit count' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: /Person came in/ }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Space');
    await page.getByLabel('3 counted').waitFor();
    await page.getByRole('button', { name: 'Undo last' }).click();
    await page.getByLabel('2 counted').waitFor();
    // The keyboard is back on the large button.
    await page.keyboard.press('Space');
    await page.getByLabel('3 counted').waitFor();
    expect(await page.getByRole('button', { name: /Can end in \d+ s/ }).isDisabled()).toBe(true);
    expect(await open.ask('audience.audit', { camera: 'c1', act: 'end' })).toMatchObject({
      refused: { code: 'usage' },
    });
    // It goes on while another view is open; what is discarded is not kept.
    await page.getByRole('button', { name: 'Models', exact: true }).click();
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByLabel('3 counted').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('In view now').waitFor();
    expect(await open.ask('audience.errors', {})).toMatchObject({ ok: [{ camera: 'c1', audits: 0 }] });
  });

  it('is not left by Esc', async () => {
    await open.page.keyboard.press('Escape');
    await open.page.waitForTimeout(300);
    expect(await isKiosk(open.app)).toBe(true);
  });

  it('opens no dialog of the system, whatever asks', async () => {
    const { ask } = open;
    await open.app.evaluate(({ dialog }) => {
      const nothing = { canceled: true, filePaths: [] };
      dialog.showOpenDialog = () => Promise.resolve(nothing);
    });
    const inKiosk = { refused: { code: 'usage', message: { code: 'app.inKiosk' } } };
    expect(await ask('app.pickFolder', { title: 'x' })).toMatchObject(inKiosk);
    expect(await ask('app.pickFiles', { title: 'x' })).toMatchObject(inKiosk);
    expect(await ask('app.reveal', { place: { kind: 'runs-folder' } })).toMatchObject(inKiosk);
  });

  it.each(['light', 'dark'] as const)(
    'the audit has nothing that axe objects to, %s',
    async (colorScheme) => {
      const { page } = open;
      await page.emulateMedia({ colorScheme });
      await page.getByRole('button', { name: 'Audit count' }).click();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByLabel('0 counted').waitFor();
      await page.waitForTimeout(300);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  );

  /** Playwright's own page does not outlive a crash. */
  const ofPage = <T>(script: string) =>
    open.app.evaluate(
      ({ BrowserWindow }, code) =>
        Promise.race([
          BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code),
          new Promise((resolve) => setTimeout(resolve, 1000, null)),
        ]).catch(() => null),
      script,
    ) as Promise<T | null>;
  const FACES = "document.querySelectorAll('video ~ svg text').length";

  it('a page that crashes comes back to the whole screen and its cameras', async () => {
    await until(async () => (await ofPage(FACES)) === 1);
    await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS));
    await ofPage('window.isOld = true');
    await open.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );
    await until(async () => (await ofPage(`window.isOld ? 0 : ${FACES}`)) === 1);
    await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS));
    expect(await isKiosk(open.app)).toBe(true);
    expect(await ofPage('document.body.innerText')).toContain('frames/s');
  });

  it('no item of the menu leaves or covers it but the one that reports it', async () => {
    const items = () =>
      open.app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()!
          .items.filter(({ label }) => label !== 'Edit')
          .flatMap(({ submenu }) => submenu?.items ?? [])
          .map(({ accelerator, label }) => [label, accelerator]),
      );
    expect(await items()).toEqual([['Leave kiosk', 'CmdOrCtrl+Shift+K']]);
    await open.app.evaluate(({ Menu }) => {
      const all = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      const leave = all.find(({ label }) => label === 'Leave kiosk') as unknown as { click(): void };
      leave.click();
    });
    await until(async () => !(await isKiosk(open.app)));
    const labels = (await items()).map(([label]) => label);
    expect(labels).not.toContain('Leave kiosk');
    expect(labels).toContain('Add data set…');
  });

  it('the person who was in view before the crash and after it is counted once', async () => {
    await open.close();
    const store = openStore(join(open.home, 'demiface.sqlite'));
    const [row] = queryAll(
      store,
      store.db
        .selectFrom('audience_quarters')
        .select(({ fn }) => [fn.sum('visits').as('visits'), fn.sum('observed_seconds').as('seconds')]),
    );
    await store.close();
    expect(Number(row!.visits)).toBe(1);
    expect(Number(row!.seconds)).toBeGreaterThan((2 * LONG_ENOUGH_MS) / 1000);
  });
});

describe('a kiosk', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(() => Promise.resolve());
  const ended = () => new Promise((resolve) => open.app.process().once('exit', resolve));
  /** As the window manager does on Alt+F4. */
  const closeWindow = () =>
    open.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
  const windows = () =>
    open.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()));

  it('is not closed by the window manager, and ends with the session of the system', async () => {
    await open.start({ args: ['--kiosk'] });
    await closeWindow();
    await open.page.waitForTimeout(1000);
    expect(await windows()).toEqual([true]);
    expect(await open.ask('app.state', {})).toMatchObject({ ok: { core: 'running' } });
    const end = ended();
    open.app.process().kill('SIGTERM');
    expect(await end).toBe(0);
  });

  it('opens again where its own page closes it', async () => {
    await open.start({ args: ['--kiosk'] });
    const next = open.app.waitForEvent('window');
    await open.page.evaluate(() => window.close()).catch(() => {}); // It may be gone before it answers.
    const page = await next;
    await page.getByRole('heading', { name: 'Store', exact: true }).waitFor();
    expect(await windows()).toEqual([true]);
    const end = ended();
    open.app.process().kill('SIGTERM');
    expect(await end).toBe(0);
  });

  it('is a window like any other once it was left: closing it ends the app', async () => {
    await open.start({ args: ['--kiosk'] });
    await open.app.evaluate(({ Menu }) => {
      const all = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      (all.find(({ label }) => label === 'Leave kiosk') as unknown as { click(): void }).click();
    });
    await until(async () => !(await windows())[0]);
    const end = ended();
    await closeWindow().catch(() => {}); // The app may end before it answers.
    expect(await end).toBe(0);
  });
});
