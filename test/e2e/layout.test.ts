import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import { pickFolder } from '../../scripts/app/dialogs.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { writeMadeFaces } from '../../scripts/app/made-faces.ts';
import { fillAudience } from '../../scripts/app/screenshots/fill-audience.ts';
import { fillLab } from '../../scripts/app/screenshots/fill-lab.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { layoutFaults } from './layout-faults.ts';
import { playSample } from './play-sample.ts';

const SIZES = [
  { title: '1024x700', language: 'en', width: 1024, height: 700, zoom: 1 },
  { title: '1280x800 at 150 %', language: 'en', width: 1280, height: 800, zoom: 1.5 },
  { title: '1024x700 in German', language: 'de', width: 1024, height: 700, zoom: 1 },
] as const;

/** Every view, each opened from the one before. */
const VIEWS: readonly { name: string; go: (open: LaunchedApp) => Promise<void> }[] = [
  { name: 'session', go: ({ page }) => page.keyboard.press('2') },
  { name: 'live', go: ({ page }) => page.keyboard.press('1') },
  { name: 'live, a clip', go: playSample },
  { name: 'data sets', go: ({ page }) => page.keyboard.press('5') },
  { name: 'report', go: ({ page }) => page.getByText('Faces of the second').first().click() },
  {
    name: 'pictures',
    async go({ page }) {
      await page.getByRole('tab', { name: 'Pictures' }).click();
      await page.getByRole('option').first().click();
    },
  },
  { name: 'corrections', go: ({ page }) => page.getByRole('tab', { name: 'Corrections' }).click() },
  {
    name: 'a run',
    async go({ page }) {
      await page.keyboard.press('6');
      await page.locator('[data-main]', { hasText: 'Lower half, a colder' }).first().click();
    },
  },
  {
    name: 'a run of ages',
    go: ({ page }) => page.locator('[data-main]', { hasText: 'Age, headset' }).first().click(),
  },
  {
    name: 'a run that failed',
    go: ({ page }) => page.locator('[data-main]', { hasText: 'Age, mask' }).first().click(),
  },
  {
    name: 'compare',
    async go({ page }) {
      await page.getByRole('checkbox').nth(0).click();
      await page.getByRole('checkbox').nth(1).click();
      await page.getByRole('tab', { name: 'Compare' }).click();
    },
  },
  {
    name: 'where models look',
    go: ({ page }) => page.getByRole('tab', { name: 'Where models look' }).click(),
  },
  {
    name: 'tables',
    async go({ page }) {
      await page.getByRole('tab', { name: 'The paper’s tables' }).click();
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'new experiment',
    go: ({ page }) => page.getByRole('button', { name: 'New experiment' }).first().click(),
  },
  { name: 'models', go: ({ page }) => page.keyboard.press('7') },
  { name: 'a model', go: ({ page }) => page.getByText('expression.lower').first().click() },
  { name: 'a model of ages', go: ({ page }) => page.getByText('age.upper').first().click() },
  { name: 'store', go: ({ page }) => page.keyboard.press('3') },
  {
    name: 'insights',
    async go({ page }) {
      await page.keyboard.press('4');
      await page.getByText('Median').waitFor();
    },
  },
  {
    name: 'insights, below',
    go: ({ page }) =>
      page.getByRole('heading', { name: 'Counting errors of the cameras' }).scrollIntoViewIfNeeded(),
  },
  {
    name: 'recordings',
    go: ({ page }) => page.getByRole('button', { name: 'Recordings' }).click(),
  },
  { name: 'settings', go: ({ page }) => page.keyboard.press('9') },
  {
    name: 'settings, below',
    go: ({ page }) => page.getByRole('heading', { name: 'Audit log' }).scrollIntoViewIfNeeded(),
  },
];

describe.each(SIZES)('at $title', needsElectron(), ({ language, width, height, zoom }) => {
  const open = testWindow(async ({ home, start }) => {
    const database = join(home, 'demiface.sqlite');
    fillLab(openStore(database));
    const faces = join(home, 'faces');
    await writeMadeFaces(faces, [60, 10, 10]);
    await start({ language });
    const name = 'Faces of the second camera, taken in the shop before the summer';
    const root = await pickFolder(open, faces);
    const { id } = await resultOf(open.ask('data.add', { root, layout: 'ferplus', name }));
    await resultOf(open.ask('data.check', { id }));
    await until(async () => (await resultOf(open.ask('data.report', { id }))) !== null);
    const settings = await setUpCounting(open.ask, [
      { id: 'c1', name: 'Kassenbereich Erdgeschoss, Ausgang Bahnhofstraße' },
    ]);
    await open.close();
    await fillAudience(openStore(database), settings);
    await start({ language });
    await open.app.evaluate(
      ({ BrowserWindow }, size) => {
        const [window] = BrowserWindow.getAllWindows();
        window!.setContentSize(size.width, size.height);
        window!.webContents.setZoomFactor(size.zoom);
      },
      { width, height, zoom },
    );
    await open.page.waitForFunction((wide) => Math.abs(innerWidth - wide) <= 1, width / zoom);
  });

  it('what does not fit is seen', async () => {
    await open.page.evaluate(() => {
      const probe = document.createElement('div');
      probe.id = 'probe';
      probe.innerHTML = '<p>Done</p><p>82.3</p><div><div><button>Stop</button></div></div>';
      const [one, other, scroller] = [...probe.children] as HTMLElement[];
      for (const part of [one!, other!, scroller!])
        part.style.cssText = 'position: fixed; top: 300px; left: 300px';
      scroller!.style.cssText += '; width: 90px; top: 400px; overflow: auto';
      (scroller!.firstChild as HTMLElement).style.cssText = 'width: 300px; padding-left: 80px';
      document.body.append(probe);
    });
    const faults = await open.page.evaluate(layoutFaults);
    await open.page.evaluate(() => document.querySelector('#probe')!.remove());
    expect(faults.join(' ')).toMatch(
      /scrolls sideways, 300 in 90 px.*cut off at the side.*“Done” lies over “82.3”/,
    );
  });

  it.each(VIEWS)('$name fits', async ({ go }) => {
    await go(open);
    await open.page.waitForTimeout(600);
    expect(await open.page.evaluate(layoutFaults)).toEqual([]);
  });

  it('a notice lies over nothing', async () => {
    const { page } = open;
    await page.keyboard.press('5');
    await page.getByRole('tab', { name: 'Pictures' }).click();
    await page.getByRole('option').first().click();
    const exclude = page.getByRole('button', { name: 'Exclude' });
    await exclude.waitFor();
    // A refusal stays until it was read.
    await open.app.evaluate(({ shell }) => {
      shell.showItemInFolder = () => {
        throw new Error('line\n'.repeat(20));
      };
    });
    await page.getByRole('button', { name: 'Show folder' }).click();
    await page.getByRole('alert').waitFor();
    const edges = await page.evaluate(() => {
      const notice = document.querySelector('[role=alert]')!.getBoundingClientRect();
      const [view, line] = ['main', 'footer'].map((of) =>
        document.querySelector(of)!.getBoundingClientRect(),
      );
      return [view!.bottom, notice.top, notice.bottom, line!.top].map(Math.round);
    });
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    await exclude.click({ trial: true });
  });
});
