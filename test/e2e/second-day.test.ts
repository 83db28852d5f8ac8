import { renameSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { resultOf, until } from '../../scripts/app/launch.ts';
import { fillWithRuns } from '../../scripts/app/made-runs.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { facePng, madeFerplus, writeTree } from '../support/made-data.ts';
import { rawCharacters } from '../support/raw-characters.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { dropFolder } from './drop-folder.ts';

const MINUTES = 60_000;

/** What a person meets who knows the app: each step goes on from the one before. */
describe('the second day', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  let faces: string;
  const open = testWindow(async ({ home, start }) => {
    fillWithRuns(openStore(join(home, 'demiface.sqlite')), { runs: 8, epochs: 10 });
    faces = writeTree(join(home, 'faces', 'dropped'), await madeFerplus(64, 24));
    await start();
  });

  const stateOf = async (name: string) => {
    const answer = await open.ask('lab.runs', {});
    return 'ok' in answer ? answer.ok.find((run) => run.name === name)?.state : undefined;
  };

  it('takes a folder that is dropped on the window', async () => {
    const { page } = open;
    await page.keyboard.press('5');
    await page.getByText('No data set yet').waitFor();
    await dropFolder(open, faces);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(faces).waitFor();
    await dialog.getByRole('button', { name: 'Add data set' }).click();
    await page.getByRole('tab', { name: 'Report' }).waitFor();
  });

  it('asks in what order numeric classes stand; codes in names are shown as escapes everywhere', async () => {
    const { page } = open;
    const numbered: Record<string, Buffer> = {};
    for (let i = 0; i < 21; i++) numbered[`${1 + (i % 7)}/a\u202egnp.\u001b[31m${i}.png`] = await facePng(i);
    const folder = writeTree(join(open.home, 'faces', 'seven\u202e\u0007 classes'), numbered);
    const clean = async () => expect(await page.evaluate(rawCharacters)).toEqual([]);
    await dropFolder(open, folder);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Data sets number their classes differently').waitFor();
    const add = dialog.getByRole('button', { name: 'Add data set' });
    expect(await add.isDisabled()).toBe(true);
    await clean();
    await dialog.getByRole('combobox', { name: /^The numbers stand for/ }).click();
    await page.getByRole('option', { name: /^RAF-DB: 1 surprise/ }).click();
    await add.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: 'Report' }).waitFor();
    await clean();
    await expect
      .poll(async () => (await resultOf(open.ask('data.list', {}))).at(-1))
      .toMatchObject({ layout: 'folder', tasks: ['expression'], pictures: 21 });
    await page.getByRole('button', { name: 'Check', exact: true }).first().click();
    await page.getByText('21', { exact: true }).first().waitFor();
    await clean();
    await page.getByRole('tab', { name: 'Pictures' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('complementary').getByText('Surprise').first().waitFor();
    await clean();
    await page.keyboard.press('6');
    await page.keyboard.press('5');
    await page.getByRole('button', { name: 'Data', exact: true }).last().click();
    await page.getByText('\\u202e', { exact: false }).first().waitFor();
    await clean();
    await page.getByText('dropped', { exact: false }).first().click();
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
    await page.keyboard.press('6');
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.locator('[data-main]', { hasText: name }).first().click();
    await page.getByText('The run stopped').waitFor();
    renameSync(`${faces}-away`, faces);
    await page.getByRole('button', { name: 'Resume run' }).click();
    await until(async () => (await stateOf(name)) === 'done', 3 * MINUTES);
    await page.getByText('The run stopped').waitFor({ state: 'detached' });
  });

  it('shows in the list which folders are there', async () => {
    const { page } = open;
    renameSync(faces, `${faces}-away`);
    await page.keyboard.press('5');
    await page.getByRole('button', { name: 'Data', exact: true }).last().click();
    await page.getByText('Folder not found').waitFor();
    renameSync(`${faces}-away`, faces);
    await page.keyboard.press('6');
    await page.keyboard.press('5');
    await page.getByText('Folder not found').waitFor({ state: 'detached' });
  });

  it('shows whether the folder of a data set is there once the set is opened, or its view', async () => {
    const { page } = open;
    const missing = page.getByRole('heading', { name: 'The folder was not found' });
    renameSync(faces, `${faces}-away`);
    await page.getByText('dropped', { exact: false }).first().click();
    await missing.waitFor();
    for (const move of [
      { from: `${faces}-away`, to: faces, state: 'detached' },
      { from: faces, to: `${faces}-away`, state: 'visible' },
      { from: `${faces}-away`, to: faces, state: 'detached' },
    ] as const) {
      renameSync(move.from, move.to);
      await page.keyboard.press('6');
      await page.keyboard.press('5');
      await missing.waitFor({ state: move.state });
    }
  });
});
