import { renameSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Display } from '../../scripts/app/display.ts';
import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { until } from '../../scripts/app/launch.ts';
import { fillWithRuns } from '../../scripts/app/made-runs.ts';
import { openStore } from '../../src/main/core/store/store.ts';
import { madeFerplus, writeTree } from '../support/made-data.ts';
import { makeHome, needsElectron, openApp } from './app.ts';
import { dropFolder } from './drop-folder.ts';

const MINUTES = 60_000;

/** What a person meets who knows the app: each step goes on from the one before. */
describe('the second day', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  let display: Display;
  let home: ReturnType<typeof makeHome>;
  let open: LaunchedApp;
  let faces: string;

  beforeAll(async () => {
    display = await openVirtualDisplay();
    home = makeHome();
    fillWithRuns(openStore(join(home.home, 'demiface.sqlite')), { runs: 8, epochs: 10 });
    faces = writeTree(join(home.home, 'faces', 'dropped'), await madeFerplus(64, 24));
    open = await openApp({ home: home.home, display: display.name });
  }, 2 * MINUTES);
  afterAll(async () => {
    await open.close();
    home.remove();
    display.close();
  });

  const stateOf = async (name: string) => {
    const answer = await open.ask('lab.runs', {});
    return 'ok' in answer ? answer.ok.find((run) => run.name === name)?.state : undefined;
  };

  it('takes a folder that is dropped on the window', async () => {
    const { page } = open;
    await page.getByText('No data set yet').waitFor();
    await dropFolder(open, faces);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(faces).waitFor();
    await dialog.getByRole('button', { name: 'Add data set' }).click();
    await page.getByRole('tab', { name: 'Report' }).waitFor();
  });

  it('finds parts of the Lab in the palette before the Lab was looked at', async () => {
    const { page } = open;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('compare');
    await page.getByRole('option', { name: 'Lab: Compare' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Choose runs to compare').waitFor();
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('combobox').inputValue()).toBe('');
    await page.keyboard.press('Escape');
  });

  it('takes up a run again whose pictures were gone for a while', async () => {
    const { page } = open;
    renameSync(faces, `${faces}-away`);
    const name = 'Lost and found';
    const started = await open.ask('lab.start', {
      ...{ preset: 'smoke-expression-lower', settings: [], dataSet: 1, seeds: [5], until: 'teacher' },
      name,
    });
    expect(started).toHaveProperty('ok');
    await until(async () => (await stateOf(name)) === 'failed', MINUTES);
    await page.keyboard.press('2');
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.locator('[data-main]', { hasText: name }).first().click();
    await page.getByText('The run stopped').waitFor();
    renameSync(`${faces}-away`, faces);
    await page.getByRole('button', { name: 'Take it up again' }).click();
    await until(async () => (await stateOf(name)) === 'done', 3 * MINUTES);
    await page.getByText('The run stopped').waitFor({ state: 'detached' });
  });

  it('shows in the list which folders are there', async () => {
    const { page } = open;
    renameSync(faces, `${faces}-away`);
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Data', exact: true }).last().click();
    await page.getByText('Folder not found').waitFor();
    renameSync(`${faces}-away`, faces);
    await page.keyboard.press('2');
    await page.keyboard.press('1');
    await page.getByText('Folder not found').waitFor({ state: 'detached' });
  });
});
