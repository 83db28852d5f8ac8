import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Card } from '../../src/artifact/card.ts';
import { saveLiveModel } from '../../src/main/core/platform/models/live-models.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { networkFolder } from '../artifact/made-model.ts';
import { needsElectron, testWindow } from '../support/window.ts';

type Made = Partial<Card> & { name: string };
const MASK: Made = {
  ...{ name: 'compact.mask.full', task: 'custom', title: 'Mask' },
  labels: ['mask off', 'mask on'],
};
const GOGGLES: Made = {
  ...{ name: 'compact.goggles.lower', task: 'custom', title: 'Goggles', visible: 'lower' },
  labels: ['clear', 'fogged', 'none'],
};
const PART: Made = {
  ...{ name: 'my.expressions', task: 'expression' },
  labels: ['neutral', 'happiness', 'fear'],
};

/** A user's own models, made live. */
describe('own models in the Live view', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(async ({ home, start }) => {
    const at = (name: string) => join(home, 'runs', 'stages', name);
    networkFolder(MASK, at('mask'));
    const goggles = networkFolder(GOGGLES, at('goggles'));
    const part = networkFolder(PART, at('part'));
    await start();
    await open.close();
    const store = openStore(join(home, 'demiface.sqlite'));
    const place = { task: 'custom', visible: 'lower', title: 'Goggles' } as const;
    saveLiveModel(store, { ...place, path: goggles, name: GOGGLES.name });
    saveLiveModel(store, { task: 'expression', visible: 'full', path: part, name: PART.name });
    await store.close();
    await start();
  });
  const tool = (name: string) => open.page.getByRole('button', { name, exact: true });

  it('are made live in the Models view, where they stand by the title of their task', async () => {
    const { page } = open;
    await page.keyboard.press('7');
    await page.getByRole('region', { name: 'Mask, Whole face visible' }).getByRole('button').click();
    await tool('Make live').click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByText(`${MASK.name} is live`).waitFor();
  });

  it('predict beside the others; one that is made for another half says so', async () => {
    const { page } = open;
    await page.keyboard.press('1');
    await tool('Play the sample clip').click();
    const mask = page.getByRole('region', { name: 'Mask', exact: true });
    await mask.locator('li', { hasText: 'mask off' }).waitFor();
    expect(await mask.locator('li').count()).toBe(2);
    await page.getByRole('region', { name: 'Goggles' }).getByText('Not for this occlusion').waitFor();
    await page.getByText(/^about \d+ years/).waitFor();
    expect(await page.locator('.picture svg text').first().textContent()).toMatch(/ · Mask: /);
  });

  it('of a part of the expressions have bars for these alone', async () => {
    const { page } = open;
    const names = await page.locator('aside .part').first().locator('li .name').allTextContents();
    expect(names).toEqual(['Neutral', 'Happiness', 'Fear']);
  });

  it('of a task have its last minute drawn, and show where they look', async () => {
    const { page } = open;
    await page.getByRole('combobox', { name: /^Task:/ }).click();
    await page.getByRole('option', { name: 'Mask' }).click();
    await page.locator('.chart').getByText('mask on').first().waitFor();
    await tool('Pause').click();
    await page.getByRole('button', { name: 'Mask', exact: true }).click();
    await page.getByText(/^The answer of compact\.mask\.full changes most/).waitFor();
  });
});
