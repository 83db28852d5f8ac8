import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import axe from 'axe-core';
import { describe, expect, it } from 'vitest';

import { answerDialogs } from '../../scripts/app/dialogs.ts';
import { clipVideo, needsFfmpeg, stillVideo } from '../support/clip-video.ts';
import { rawCharacters } from '../support/raw-characters.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const LOST = 'c\u202e\u001b[2J.mp4';

describe('recordings', { ...needsFfmpeg, ...needsElectron(), timeout: 120_000 }, () => {
  let folder: string;
  const open = testWindow(async ({ home, start }) => {
    folder = join(home, 'videos');
    mkdirSync(folder);
    clipVideo(join(folder, 'a.mp4'));
    stillVideo(join(folder, 'b.mp4'), 60);
    symlinkSync('gone', join(folder, LOST));
    await start();
  });

  it('reads a folder of videos; one is stopped and resumed; expressions need the statement', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Insights', exact: true }).click();
    await page.getByRole('button', { name: 'Recordings' }).click();
    await page.getByText('Turn videos into tables').waitFor();
    await page.getByRole('button', { name: 'Add videos' }).click();
    await answerDialogs(open, folder);
    await page.getByRole('button', { name: 'Choose a folder of videos' }).click();
    await page.getByRole('button', { name: 'Change' }).click();
    const read = page.getByRole('button', { name: 'Start' });
    await page.getByLabel('Predict expressions too').check();
    expect(await read.isDisabled()).toBe(true);
    await page.getByLabel('Everyone shown in these videos has consented').check();
    await read.click();
    await page.getByText('1 file or folder was skipped').waitFor();
    await page.getByText('c\\u202e\\x1b[2J.mp4: a link to a file that is not there').waitFor();
    expect(await page.evaluate(rawCharacters)).toEqual([]);
    await page.getByText(/24 frames analyzed\. \d+ rows with a face/).waitFor({ timeout: 60_000 });
    await page
      .getByText(/frames\/s/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop analyzing b.mp4' }).click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    expect(readdirSync(folder)).toContain('a.mp4.csv');
    expect(readdirSync(folder)).not.toContain('b.mp4.csv');
    await page.getByRole('button', { name: 'Resume b.mp4' }).click();
    await page.getByText('Analyzing', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove b.mp4 from the list' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('b.mp4', { exact: true }).waitFor({ state: 'detached' });
    expect(readdirSync(folder).sort()).toEqual(['a.mp4', 'a.mp4.csv', 'b.mp4', LOST]);
    const audit = await open.ask('audit.list', { limit: 10 });
    expect(JSON.stringify(audit)).toContain('recordings.expressions');
  });

  it('has nothing that axe objects to', async () => {
    await open.page.evaluate(axe.source);
    const violations = await open.page.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      return (await checker.run(document)).violations.map(({ id }) => id);
    });
    expect(violations).toEqual([]);
  });
});
