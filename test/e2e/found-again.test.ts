import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { pickFolder } from '../../scripts/app/dialogs.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { fillWithRuns } from '../../scripts/app/made-runs.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { madeFerplus, writeTree } from '../support/made-data.ts';
import { needsElectron, testWindow } from '../support/window.ts';

describe('the screen as it was left', needsElectron(), () => {
  const open = testWindow(async ({ home, start }) => {
    fillWithRuns(openStore(join(home, 'demiface.sqlite')), { runs: 200, epochs: 2 });
    writeTree(join(home, 'faces'), await madeFerplus(40, 8));
    await start();
    const root = await pickFolder(open, join(home, 'faces'));
    await resultOf(open.ask('data.add', { root, layout: 'ferplus', name: 'Made faces' }));
  });

  const focused = () =>
    open.page.evaluate(() => document.activeElement?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '');

  it('the list of runs takes arrows, End, Home, first letters and Enter while nothing else has the focus', async () => {
    const { page } = open;
    await page.keyboard.press('6');
    await page.locator('[data-main]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await focused();
    expect(second).toContain('Expression, lower half');
    await page.keyboard.press('End');
    await until(async () => (await focused()).includes('lower half, 1 '));
    expect(await page.evaluate(() => document.activeElement!.matches(':focus-visible'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('h2[title="Expression, lower half, 1"]').waitFor();
    await page.keyboard.press('Home');
    await until(async () => (await focused()).includes('lower half, 50'));
    await page.keyboard.type('expression, lower half, 7');
    await until(async () => (await focused()).includes('lower half, 7 '));
    await page.getByRole('heading', { name: 'Lab', exact: true }).waitFor();
  });

  it('the library of models takes them too', async () => {
    const { page } = open;
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('7');
    await page.getByRole('heading', { name: 'Live now' }).waitFor();
    await page.keyboard.press('End');
    await until(async () => (await focused()).startsWith('occlusion'));
    await page.keyboard.type('gen');
    await until(async () => (await focused()).startsWith('gender.'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^gender\./, level: 2 }).waitFor();
  });

  it('a list is where it was scrolled to when its view comes back', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Lab', exact: true }).click();
    const runs = page.getByRole('list', { name: 'Runs' });
    await runs.evaluate((list) => (list.scrollTop = 1200));
    await page.waitForTimeout(200);
    await page.getByRole('button', { name: 'Models', exact: true }).click();
    await page.getByRole('heading', { name: /^gender\./, level: 2 }).waitFor();
    await page.getByRole('button', { name: 'Lab', exact: true }).click();
    await until(async () => (await runs.evaluate(({ scrollTop }) => scrollTop)) === 1200);
  });

  it('Ctrl+Z takes a correction back wherever the focus is, but in a field', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Data', exact: true }).first().click();
    await page.getByText('Made faces').first().click();
    await page.getByRole('tab', { name: 'Pictures' }).click();
    await page.getByRole('option').first().click();
    const corrections = async () => (await resultOf(open.ask('data.list', {})))[0]!.corrections;
    await page.getByRole('button', { name: 'Exclude' }).click();
    await until(async () => (await corrections()) === 1);
    const search = page.getByLabel('Search by file name');
    await search.focus();
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(300);
    expect(await corrections()).toBe(1);
    await page.getByRole('tab', { name: 'Pictures' }).focus();
    await page.keyboard.press('Control+z');
    await until(async () => (await corrections()) === 0);
  });

  it('a size is kept over restarts', async () => {
    await open.page.locator('button[aria-label^="Picture size"]').click();
    await open.page.getByRole('option', { name: 'Large' }).click();
    await open.start();
    await open.page.keyboard.press('5');
    await open.page.getByText('Made faces').first().click();
    await open.page.getByRole('tab', { name: 'Pictures' }).click();
    await open.page.getByText('Large').waitFor();
  });

  it('a page that crashed comes back to the view that was open and reports it', async () => {
    const { app } = open;
    await app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const gone = new Promise<void>((resolve) => webContents.once('render-process-gone', () => resolve()));
      webContents.forcefullyCrashRenderer();
      return gone.then(() => new Promise((resolve) => setTimeout(resolve, 500)));
    });
    await app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      if (webContents.isCrashed()) webContents.reload();
    });
    const seen = (text: string) =>
      app.evaluate(
        ({ BrowserWindow }, words) =>
          BrowserWindow.getAllWindows()[0]!
            .webContents.executeJavaScript('document.body.innerText')
            .then((all: string) => all.includes(words))
            .catch(() => false),
        text,
      );
    await until(() => seen('The page stopped and was reloaded'));
    await until(() => seen('Made faces'));
    await until(() => seen('Large'));
  });
});
