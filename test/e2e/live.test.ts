import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';

import { answerDialogs } from '../../scripts/app/dialogs.ts';
import { clipFiles, fakeWebcam } from '../../scripts/app/fake-webcam.ts';
import { until } from '../../scripts/app/launch.ts';
import { clipVideo, hasFfmpeg } from '../support/clip-video.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { dropFolder } from './drop-folder.ts';

const MINUTES = 60_000;

/** What anybody does who opens the app for the first time. The webcam shows the shipped clip. */
describe('the Live view', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  let outside: string;
  const open = testWindow(async ({ start }) => {
    outside = mkdtempSync(join(tmpdir(), 'demiface-live-'));
    mkdirSync(join(outside, 'pictures'));
    for (const nth of [2, 10]) copyFileSync(clipFiles()[nth]!, join(outside, 'pictures', `${nth}.jpg`));
    writeFileSync(join(outside, 'pictures', '11.jpg'), 'no picture');
    await start({ args: await fakeWebcam(join(outside, 'webcam.mjpeg')) });
  });
  afterAll(() => rmSync(outside, { recursive: true }));

  const marks = () => open.page.locator('.picture svg text').allTextContents();
  const tool = (name: string) => open.page.getByRole('button', { name, exact: true });
  const mayUseCamera = () =>
    open.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        (stream) => (stream.getTracks().forEach((track) => track.stop()), true),
        () => false,
      ),
    );

  it('is the first screen, and needs one click and ten seconds for a face with all that is predicted', async () => {
    const { page } = open;
    await page.getByText('Half a face is enough').waitFor();
    expect(await mayUseCamera()).toBe(false);
    const start = Date.now();
    await tool('Turn the camera on').click();
    await page.locator('aside li', { hasText: 'Happiness' }).waitFor();
    await page.getByText(/^about \d+ years/).waitFor();
    expect(Date.now() - start).toBeLessThan(10_000);
    await until(async () => /\d+-\d+|under 18|65\+/.test((await marks()).join()));
    await page.getByText(/\d+ ms per frame/).waitFor();
    await page.getByText('Nothing is stored').waitFor();
  });

  it('holds the picture, reports where the model looks, and saves a snapshot', async () => {
    const { page } = open;
    await page.keyboard.press('Space');
    await tool('Continue').waitFor();
    await page.getByRole('button', { name: 'Expression' }).click();
    await page.getByText(/^The answer of .* changes most where the face is red/).waitFor();
    expect(await page.locator('.picture svg filter').count()).toBe(1);
    const file = join(outside, 'snapshot.png');
    await answerDialogs(open, file);
    await tool('Save snapshot').click();
    await tool('Choose where to save').click();
    await page.getByText('Snapshot saved').waitFor();
    expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 640, height: 480 });
    await tool('Continue').click();
    await tool('Pause').waitFor();
  });

  it('takes what the person says covers the face', async () => {
    const { page } = open;
    await page.getByRole('combobox', { name: /^Occlusion:/ }).click();
    await page.getByRole('option', { name: 'Headset' }).click();
    await page.getByText('A headset covers the upper half').waitFor();
    await page.getByText('set by you').waitFor();
    await page.getByRole('combobox', { name: /^Occlusion:/ }).click();
    await page.getByRole('option', { name: 'Automatic' }).click();
    await page.getByText('The whole face is visible').waitFor();
  });

  it('turns the camera off when the view is left, and on again when it is back', async () => {
    const { page } = open;
    await page.keyboard.press('7');
    await page.getByRole('heading', { name: 'Models' }).waitFor();
    await until(async () => !(await mayUseCamera()));
    await page.keyboard.press('1');
    await page.getByText(/^about \d+ years/).waitFor();
    await tool('Close').click();
    await page.getByText('Half a face is enough').waitFor();
    await until(async () => !(await mayUseCamera()));
  });

  it('stays off where the view is left before the camera is on, and comes on where it is back', async () => {
    const { page } = open;
    await tool('Turn the camera on').click();
    await page.keyboard.press('5');
    await page.waitForTimeout(3000);
    expect(await mayUseCamera()).toBe(false);
    await page.keyboard.press('1');
    await page.getByText(/^about \d+ years/).waitFor();
    await page.keyboard.press('5');
    await page.keyboard.press('1');
    await page.getByText(/^about \d+ years/).waitFor();
    await tool('Close').click();
    await page.getByText('Half a face is enough').waitFor();
  });

  it('predicts a picture that is held anew with another occlusion', async () => {
    const { page } = open;
    await tool('Play the sample clip').click();
    await page.getByText(/^about \d+ years/).waitFor();
    await tool('Pause').click();
    await tool('Continue').waitFor();
    await page.getByRole('combobox', { name: /^Occlusion:/ }).click();
    await page.getByRole('option', { name: 'Mask' }).click();
    await page.getByText('A mask covers the lower half').waitFor();
    await page.getByText('compact.expression.upper').waitFor();
    await page.getByRole('combobox', { name: /^Occlusion:/ }).click();
    await page.getByRole('option', { name: 'Automatic' }).click();
    await page.getByText('The whole face is visible').waitFor();
    await tool('Close').click();
  });

  it('plays the sample clip', async () => {
    const { page } = open;
    await tool('Play the sample clip').click();
    await page.getByText(/^about \d+ years/).waitFor();
    await tool('Pause').click();
    await tool('Continue').click();
    await tool('Pause').waitFor();
  });

  it('shows the pictures of a folder that is dropped, one after the other; a damaged one reports it', async () => {
    const { page } = open;
    await dropFolder(open, join(outside, 'pictures'));
    await page.getByText('1 of 3').waitFor();
    await page.getByText(/^about \d+ years/).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('2 of 3').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^11\.jpg cannot be read: /).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText(/^about \d+ years/).waitFor();
    await page.getByRole('button', { name: 'Age' }).click();
    await page.getByText(/^The answer of .* changes most/).waitFor();
  });

  it.skipIf(!hasFfmpeg)('plays a video from a dialog, and again, and saves its table', async () => {
    const { page } = open;
    const video = join(outside, 'clip.mp4');
    clipVideo(video);
    await answerDialogs(open, video);
    await tool('Open a picture or video').click();
    await tool('Play again').waitFor();
    await tool('Play again').click();
    await page.getByText(/^about \d+ years/).waitFor();
    await tool('Save predictions as a table (CSV)').click();
    await page.getByRole('dialog').getByText('clip.mp4').first().waitFor();
    await page.getByRole('dialog').getByRole('button').last().click();
    await until(() => existsSync(join(outside, 'clip.mp4.csv')), 90_000);
  });

  it('stored nothing but what was requested', () => {
    expect(readdirSync(outside).sort()).toEqual(
      ['clip.mp4', 'clip.mp4.csv', 'pictures', 'snapshot.png', 'webcam.mjpeg'].filter(
        (name) => hasFfmpeg || !name.startsWith('clip'),
      ),
    );
  });
});
