import axe from 'axe-core';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import type { Display } from '../../scripts/app/display.ts';
import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { until } from '../../scripts/app/launch.ts';
import { makeHome, needsElectron, openApp } from './app.ts';

describe('at a door', needsElectron(), () => {
  let display: Display;
  let home: ReturnType<typeof makeHome>;
  let open: LaunchedApp;

  beforeAll(async () => {
    display = await openVirtualDisplay();
    home = makeHome();
    const before = await openApp({ home: home.home, display: display.name });
    await setUpCounting(before.ask, [{ id: 'c1', name: 'Entrance' }]);
    await before.close();
    // In place of a camera the browser's own moving picture.
    const args = ['--kiosk', '--use-fake-device-for-media-stream'];
    open = await openApp({ home: home.home, display: display.name, args });
  }, 120_000);
  afterAll(async () => {
    await open.close();
    home.remove();
    display.close();
  });

  const isKiosk = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isKiosk());

  it('opens over the whole screen on the Store and starts its cameras', async () => {
    expect(await isKiosk(open.app)).toBe(true);
    expect(await open.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1920, 1080]);
    await open.page.getByRole('heading', { name: 'Store', exact: true }).waitFor();
    await open.page.getByText('pictures/s').waitFor();
  });

  it('counts by hand with Space beside the picture, takes back, and ends no tally before a minute', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Audit by hand' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: /Somebody came in/ }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Space');
    await page.getByLabel('3 counted').waitFor();
    await page.getByRole('button', { name: 'Take one back' }).click();
    await page.getByLabel('2 counted').waitFor();
    // The keyboard is back on the large button.
    await page.keyboard.press('Space');
    await page.getByLabel('3 counted').waitFor();
    expect(await page.getByRole('button', { name: /Can end in \d+ s/ }).isDisabled()).toBe(true);
    expect(await open.ask('audience.tally', { camera: 'c1', act: 'end' })).toMatchObject({
      refused: { code: 'usage' },
    });
    // It goes on while another view is open; what is discarded is not kept.
    await page.getByRole('button', { name: 'Models', exact: true }).click();
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByLabel('3 counted').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('In view now').waitFor();
    expect(await open.ask('audience.errors', {})).toMatchObject({ ok: [{ camera: 'c1', tallies: 0 }] });
  });

  it('is not left by Esc, and no item of the menu turns the whole screen off but the one that leaves', async () => {
    await open.page.keyboard.press('Escape');
    await open.page.waitForTimeout(300);
    expect(await isKiosk(open.app)).toBe(true);
    const items = () =>
      open.app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()!
          .items.flatMap(({ submenu }) => submenu?.items ?? [])
          .filter(({ role, label }) => role?.toLowerCase() === 'togglefullscreen' || label === 'Leave kiosk')
          .map(({ accelerator, label }) => [label, accelerator]),
      );
    expect(await items()).toEqual([['Leave kiosk', 'CmdOrCtrl+Shift+K']]);
    await open.app.evaluate(({ Menu }) => {
      const all = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      const leave = all.find(({ label }) => label === 'Leave kiosk') as unknown as { click(): void };
      leave.click();
    });
    await until(async () => !(await isKiosk(open.app)));
    expect((await items()).map(([label]) => label)).not.toContain('Leave kiosk');
    expect(await items()).toHaveLength(1);
  });

  it.each(['light', 'dark'] as const)(
    'the audit has nothing that axe objects to, %s',
    async (colorScheme) => {
      const { page } = open;
      await page.emulateMedia({ colorScheme });
      await page.getByRole('button', { name: 'Audit by hand' }).click();
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
});
