import { join } from 'node:path';

import axe from 'axe-core';
import { describe, expect, it } from 'vitest';

import { pickFolder } from '../../scripts/app/dialogs.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { fillWithRuns } from '../../scripts/app/made-runs.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { madeFerplus, writeTree } from '../support/made-data.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { playSample } from './play-sample.ts';

/** What each view shows that has to be reached by everyone; `go` opens it. */
const VIEWS: readonly { name: string; go: (open: LaunchedApp) => Promise<void> }[] = [
  { name: 'live', go: ({ page }) => page.keyboard.press('1') },
  { name: 'live, a clip', go: playSample },
  { name: 'session, not set up', go: ({ page }) => page.keyboard.press('2') },
  { name: 'data, empty', go: ({ page }) => page.keyboard.press('5') },
  { name: 'runs', go: ({ page }) => page.keyboard.press('6') },
  { name: 'a run', go: ({ page }) => page.locator('[data-main]').first().click() },
  { name: 'compare', go: ({ page }) => page.getByRole('tab', { name: /^Compare/ }).click() },
  {
    name: 'where models look',
    go: ({ page }) => page.getByRole('tab', { name: 'Where models look' }).click(),
  },
  { name: 'tables', go: ({ page }) => page.getByRole('tab', { name: /tables/ }).click() },
  {
    name: 'new experiment',
    go: ({ page }) => page.getByRole('button', { name: 'New experiment' }).first().click(),
  },
  { name: 'models', go: ({ page }) => page.keyboard.press('7') },
  { name: 'a model', go: ({ page }) => page.getByText('expression.lower').first().click() },
  { name: 'store, not set up', go: ({ page }) => page.keyboard.press('3') },
  { name: 'insights, nothing counted', go: ({ page }) => page.keyboard.press('4') },
  { name: 'settings', go: ({ page }) => page.keyboard.press('9') },
  { name: 'commands', go: ({ page }) => page.keyboard.press('Control+k') },
];

describe.each(['light', 'dark'] as const)('%s', needsElectron(), (theme) => {
  const open = testWindow(async ({ home, start }) => {
    fillWithRuns(openStore(join(home, 'demiface.sqlite')), { runs: 12, epochs: 10 });
    writeTree(join(home, 'faces'), await madeFerplus(8, 4));
    await start({ theme });
    await open.ask('settings.set', { theme });
  });

  it.each(VIEWS)('$name has nothing that axe objects to', async ({ go }) => {
    await go(open);
    await open.page.waitForTimeout(600);
    await open.page.evaluate(axe.source);
    const { violations } = await open.page.evaluate(() => window.axe.run());
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });

  it('a data set has nothing that axe objects to', async () => {
    await open.page.keyboard.press('Escape');
    const root = await pickFolder(open, join(open.home, 'faces'));
    await open.ask('data.add', { root, layout: 'ferplus', name: 'Faces' });
    await open.page.keyboard.press('5');
    await open.page.getByText('Faces').first().click();
    await open.page.waitForTimeout(600);
    const { violations } = await open.page.evaluate(() => window.axe.run());
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
