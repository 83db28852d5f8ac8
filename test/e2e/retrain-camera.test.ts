import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';

import { answerDialogs } from '../../scripts/app/dialogs.ts';
import { fakeWebcam } from '../../scripts/app/fake-webcam.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { needsElectron, testWindow } from '../support/window.ts';

/** Pictures are recorded by camera; the webcam shows the shipped clip. */
describe('pictures of a task of one’s own by camera', { ...needsElectron(), timeout: 240_000 }, () => {
  const outside = mkdtempSync(join(tmpdir(), 'demiface-test-'));
  afterAll(() => rmSync(outside, { recursive: true, force: true }));
  const folder = join(outside, 'pictures');
  const open = testWindow(async ({ start }) => {
    mkdirSync(folder);
    await start({ args: await fakeWebcam(join(outside, 'webcam.mjpeg')) });
  });
  const button = (name: string | RegExp) => open.page.getByRole('button', { name });
  const recorded = (label: string) =>
    existsSync(join(folder, label)) ? readdirSync(join(folder, label)).sort() : [];

  it('are written into the folder that was picked once the person has agreed, and none before', async () => {
    const { page } = open;
    await page.keyboard.press('8');
    await button('Adapt a model').click();
    await page.getByRole('combobox', { name: /^Prediction:/ }).click();
    await page.getByRole('option', { name: 'A task of your own' }).click();
    await page.getByLabel('Name of your task').fill('Mask');
    await button('Continue').click();
    await page.getByLabel('Your classes, separated by commas').fill('mask on, mask off');
    await answerDialogs(open, folder);
    await button('Choose a folder and record').click();
    await page.getByLabel('Person').fill('anna');
    expect(await button('Start the camera').count()).toBe(0);
    await page.getByLabel(/^anna agrees/).check();
    await button('Record the agreement').click();
    await button('Start the camera').click();
    await button('Record mask on').click();
    await page.getByText(/^Show “mask on” in/).waitFor();
    expect(recorded('mask on')).toEqual([]);
    await until(() => recorded('mask on').length >= 20, 60_000);
    await button('Record mask off').click();
    await until(() => recorded('mask off').length >= 20, 60_000);
    expect(recorded('mask on').slice(0, 2)).toEqual(['anna-001.png', 'anna-002.png']);
    const { width, height } = await sharp(join(folder, 'mask on', 'anna-001.png')).metadata();
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(64);
  });

  it('are listed, deleted one by one, and checked', async () => {
    const { page } = open;
    await button('Stop the camera').click();
    await button('Delete mask off/anna-001.png').click();
    await until(() => recorded('mask off').length === 19);
    await button('Continue').click();
    await button('Check the pictures').click();
    await page.getByText(/of 39 pictures are used/).waitFor({ timeout: 60_000 });
    await page.getByText(/All pictures show one person/).waitFor();
    const [retraining] = await resultOf(open.ask('retrain.list', {}));
    expect(retraining!.check!.classes.map(({ label }) => label)).toEqual(['mask off', 'mask on']);
  });

  it('the camera is granted while it records alone', async () => {
    const asked = await open.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: DOMException) => error.name,
      ),
    );
    expect(asked).toBe('NotAllowedError');
  });
});
