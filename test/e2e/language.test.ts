import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { needsElectron, testWindow } from '../support/window.ts';

describe('the language of the app', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(({ start }) => start());
  const menu = () =>
    open.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
  const documentLanguage = () => open.page.evaluate(() => document.documentElement.lang);

  it('is chosen in Settings: page, document and menu follow, and the view stays open', async () => {
    const { page } = open;
    expect([await documentLanguage(), await menu()]).toEqual(['en', ['File', 'Edit', 'View', 'Window']]);
    await page.keyboard.press('9');
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('heading', { name: 'Einstellungen', exact: true }).waitFor();
    expect(await documentLanguage()).toBe('de');
    expect(await menu()).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster']);
    expect(JSON.parse(readFileSync(join(open.home, 'language.json'), 'utf8'))).toEqual({ language: 'de' });
  });

  it('holds over a restart, and can be changed back', async () => {
    await open.start();
    const { page } = open;
    await page.getByText('Ein halbes Gesicht genügt').waitFor();
    await page.keyboard.press('9');
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
    expect(await menu()).toEqual(['File', 'Edit', 'View', 'Window']);
  });

  it('is not changed while the settings of the store are being written', async () => {
    const { page } = open;
    await page.getByLabel('How many people come in').check();
    await page.getByText('Save or discard your changes to the store first.').waitFor();
    expect(await page.getByRole('radio', { name: 'Deutsch' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Discard changes' }).click();
  });
});
