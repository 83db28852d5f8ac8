import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { pickFolder } from '../../scripts/app/dialogs.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { drawnFace } from '../support/made-data.ts';
import { needsElectron, testWindow } from '../support/window.ts';

/** Faces of two classes, which a light bar over the mouth tells apart. */
async function drawnSet(root: string, n: number): Promise<void> {
  const bar = { create: { width: 60, height: 24, channels: 3, background: '#fff' } } as const;
  for (const label of ['male', 'female']) {
    mkdirSync(join(root, label), { recursive: true });
    for (let i = 0; i < n; i++) {
      const face = await drawnFace(2 * i + (label === 'male' ? 1 : 0), 96)
        .png()
        .toBuffer();
      // No two look the same.
      const patches = Array.from({ length: 6 }, (_, k) => {
        const gray = (i * 53 + k * 97 + (label === 'male' ? 29 : 0)) % 256;
        const background = { r: gray, g: gray, b: gray };
        return {
          input: { create: { width: 24, height: 20, channels: 3 as const, background } },
          ...{ left: 8 + ((i * 31 + k * 17) % 60), top: (i * 13 + k * 11) % 36 },
        };
      });
      const bars = [...patches, ...(label === 'male' ? [{ input: bar, left: 18, top: 62 }] : [])];
      writeFileSync(join(root, label, `${i}.png`), await sharp(face).composite(bars).png().toBuffer());
    }
  }
}

describe('a model is adapted step by step', { ...needsElectron(), timeout: 240_000 }, () => {
  const open = testWindow(async ({ home, start }) => {
    await drawnSet(join(home, 'faces'), 24);
    await start();
    const root = await pickFolder(open, join(home, 'faces'));
    await resultOf(open.ask('data.add', { root, layout: 'folder', name: 'Door faces' }));
  });
  const button = (name: string | RegExp) => open.page.getByRole('button', { name });
  const retraining = async () => (await resultOf(open.ask('retrain.list', {})))[0]!;

  it('from the goal to the check, in plain sentences with repairs', async () => {
    const { page } = open;
    await page.keyboard.press('8');
    await page.getByText('Teach a model your own faces').waitFor();
    await button('Adapt a model').click();
    await page.getByRole('combobox', { name: /^Prediction:/ }).click();
    await page.getByRole('option', { name: 'Gender' }).click();
    await page.getByRole('combobox', { name: /^What is visible/ }).click();
    await page.getByRole('option', { name: /Mouth and chin/ }).click();
    await button('Continue').click();
    await page.getByRole('heading', { name: 'Which pictures does it learn from?' }).waitFor();
    await button('Use this data set').click();
    await page.getByText('Data set Door faces').waitFor();
    await button('Continue').click();
    await button('Check the pictures').click();
    await page.getByText(/^48 of 48 pictures are used/).waitFor();
    await page.getByText(/Who is on the pictures is not known/).waitFor();
  });

  it('it is trained, compared, used with the word of the person, and rolled back', async () => {
    const { page } = open;
    await button('Continue').click();
    await button('Measure how long it takes').click();
    await page.getByText(/^About .* on this machine/).waitFor({ timeout: 90_000 });
    await button('Start training').click();
    await page.getByRole('heading', { name: 'Old model beside new' }).waitFor({ timeout: 180_000 });
    const { check, comparison, model } = await retraining();
    const held = check!.classes.map(({ test }) => test);
    expect(comparison!.own.n).toBe(held[0]! + held[1]!);
    expect(comparison!.perClass.map(({ n }) => n).sort()).toEqual(held.sort());
    expect(existsSync(join(open.home, 'retrain'))).toBe(true);
    const reason = page.getByLabel('Why is it used nevertheless?');
    if (await reason.count()) await reason.fill('The door is what counts');
    await button('Use the new model').click();
    await page.getByText(/^In use since/).waitFor();
    const live = await resultOf(open.ask('models.list', {}));
    expect(live.find(({ id }) => id === model)?.isLive).toBe(true);
    await button('Roll back').click();
    await page.getByText(/^Rolled back/).waitFor();
    await until(async () => !(await retraining()).isLive);
  });
});
