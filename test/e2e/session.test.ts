import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axe from 'axe-core';
import { describe, expect, it, onTestFinished } from 'vitest';

import { answerDialogs } from '../../scripts/app/dialogs.ts';
import { clipPictures, putInCameras } from '../../scripts/app/fake-cameras.ts';
import { until } from '../../scripts/app/launch.ts';
import { pdfText } from '../support/pdf-text.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const MINUTES = 60_000;
const PASSPHRASE = 'four words that fit';

/** A therapist's day: client files, consent, calibration, exposure, emergency stop, report. Two people are in the picture. */
describe('a session', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  const open = testWindow(async ({ start }) => {
    await start();
    const [picture] = await clipPictures(2);
    await putInCameras(open.page, [{ id: 'room', label: 'Room camera', pictures: [picture!] }]);
  });

  const button = (name: string | RegExp) => open.page.getByRole('button', { name, exact: true });
  const text = (words: string | RegExp) => open.page.getByText(words).first();
  const marks = () => open.page.locator('.picture svg text').allTextContents();
  const state = async () => {
    const answer = await open.ask('session.state', {});
    return 'ok' in answer ? answer.ok : null;
  };
  /** In both themes. */
  const isAccessible = async () => {
    const { page } = open;
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      const { violations } = await page.evaluate(() => window.axe.run());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found, colorScheme).toEqual([]);
    }
  };

  it('needs client files first: their recovery code is shown once', async () => {
    const { page } = open;
    await page.keyboard.press('2');
    await text('Set up client files').waitFor();
    await isAccessible();
    const enter = async (passphrase: string) => {
      await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await page.getByLabel('Repeat passphrase').fill(passphrase);
      await button('Set up').click();
    };
    await enter('short');
    await text(/^The passphrase is too easily guessed/).waitFor();
    await enter(PASSPHRASE);
    await text(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/).waitFor();
    await isAccessible();
    expect(await button('Continue').isDisabled()).toBe(true);
    await page.getByLabel('I have written it down').check();
    await button('Continue').click();
    await text('No clients yet').waitFor();
    await isAccessible();
  });

  it('are locked and opened again, a wrong passphrase opens nothing', async () => {
    const { page } = open;
    await button('Lock now').click();
    await text('Client files are locked').waitFor();
    await page.getByLabel('Passphrase').fill('a wrong passphrase');
    await button('Unlock').click();
    await text('The passphrase is wrong').waitFor();
    await isAccessible();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await button('Unlock').click();
    await text('No clients yet').waitFor();
  });

  it('measures nothing of a client before a consent is signed', async () => {
    const { page } = open;
    await button('Add client').first().click();
    await page.getByRole('dialog').getByLabel('Code').fill('A-17');
    await page.getByRole('dialog').getByRole('button', { name: 'Add client' }).click();
    await text('Nothing is measured without a signed consent.').waitFor();
    expect(await button('Begin session').isDisabled()).toBe(true);
    await isAccessible();
    await button('Sign consent').click();
    await button('Save consent').click();
    await text('A signature is missing.').waitFor();
    await isAccessible();
    const pad = (await page.getByRole('dialog').locator('svg[role=img]').boundingBox())!;
    await page.mouse.move(pad.x + 40, pad.y + 60);
    await page.mouse.down();
    await page.mouse.move(pad.x + 160, pad.y + 30, { steps: 5 });
    await page.mouse.up();
    await button('Save consent').click();
    await text('Consent valid').waitFor();
    await isAccessible();
  });

  it('sets up what every session follows', async () => {
    const { page } = open;
    await button('Clients').click();
    await text('A-17').waitFor();
    await isAccessible();
    await button('Protocol').click();
    await button('Add marker').click();
    await page.getByLabel('Key 1').fill('B');
    await page.getByLabel('Label 1').fill('Breathing');
    await button('Save markers').click();
    await text('Markers saved').waitFor();
    await page.getByRole('button', { name: /^Spiders/ }).click();
    const steps = page.locator('ol [data-field=title]');
    const before = await steps.nth(0).inputValue();
    await steps.nth(0).focus();
    await page.keyboard.press('Alt+ArrowDown');
    expect(await steps.nth(1).inputValue()).toBe(before);
    await page.keyboard.press('Alt+ArrowUp');
    expect(await steps.nth(0).inputValue()).toBe(before);
    await isAccessible();
    await button('Clients').click();
  });

  it('begins with the face that a person confirms; nobody else is measured', async () => {
    const { page } = open;
    await text('A-17').click();
    await button('Begin session').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nothing').click();
    await isAccessible();
    await dialog.getByRole('button', { name: 'Begin', exact: true }).click();
    await page.getByRole('heading', { name: 'Calibration' }).waitFor();
    await until(async () => (await marks()).length === 2);
    await isAccessible();
    await page
      .getByRole('button', { name: /^Face \d+ is the client$/ })
      .first()
      .click();
    await text('Confirmed. This face alone is measured.').waitFor();
    await until(async () => (await marks()).join() === 'client');
    await button('Measure neutral face').click();
    await text(/of 30 s usable$/).waitFor();
    await isAccessible();
    await text(/^Measured over \d+ usable seconds\.$/).waitFor({ timeout: 2 * MINUTES });
    await button('Begin exposure').click();
    await text(/^Step 1 of/).waitFor();
    expect(await state()).toMatchObject({ phase: 'running', step: 0, face: 'confirmed', occlusion: 'none' });
  });

  it('takes ratings, markers and steps by keys; digits lead to no other view', async () => {
    const { page } = open;
    await page.keyboard.type('62');
    await page.keyboard.press('Enter');
    await text(/^Last: 62/).waitFor();
    await page.keyboard.type('b');
    await page.keyboard.press('PageUp');
    await text(/^Step 2 of/).waitFor();
    await page.keyboard.type('30');
    await page.keyboard.press('Enter');
    await until(async () => (await state())!.lastSuds?.value === 30);
    await page.getByRole('slider').fill('45');
    await button('Record 45').click();
    await text(/^Last: 45/).waitFor();
    await page.getByLabel('Note at this moment').fill('2 looks at the jar');
    await page.keyboard.press('Enter');
    await isAccessible();
  });

  it('has the emergency stop at hand in every view, and not by Space or Esc', async () => {
    const { page } = open;
    const stop = page.getByRole('button', { name: /^Emergency stop/ });
    await stop.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    expect(await state()).toMatchObject({ phase: 'running', stop: null });
    await page.getByRole('button', { name: 'Models', exact: true }).click();
    await page.getByRole('heading', { name: 'Models' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await stop.click();
    await text('No VR program is connected: end the VR scene').waitFor();
    expect(await state()).toMatchObject({ phase: 'stopped', stop: { by: 'button', answer: 'none' } });
    await page.keyboard.press('Escape');
    await isAccessible();
    await button('Go to session').click();
    expect(await button('Continue').isDisabled()).toBe(true);
    await button('Client is safe').click();
    await text('Stopped: a person confirmed that the client is safe').waitFor();
    await button('Continue').click();
    await until(async () => (await state())!.phase === 'running');
    expect(await text('Stopped').count()).toBe(0);
  });

  it('is shown on a second screen, where nothing can be done', async () => {
    const next = open.app.waitForEvent('window');
    await button('Show on second screen').click();
    const display = await next;
    await display.getByRole('heading', { name: /./ }).first().waitFor();
    await display.getByText('45', { exact: true }).waitFor();
    expect(await display.getByRole('button').count()).toBe(0);
    await display.close();
  });

  it('shows afterwards what was measured, and writes reports and tables', async () => {
    const { page } = open;
    await button('End session').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
    await page.getByRole('heading', { name: /^Session of/ }).waitFor();
    expect(await state()).toBeNull();
    await text('2 looks at the jar').waitFor();
    await text('Marker: Breathing').waitFor();
    await text('Emergency stop by button').waitFor();
    expect(await page.getByRole('row', { name: /Too few ratings/ }).count()).toBeGreaterThan(0);
    await isAccessible();
    await page.getByRole('application').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    await isAccessible();
    const out = mkdtempSync(join(tmpdir(), 'demiface-session-'));
    onTestFinished(() => rmSync(out, { recursive: true }));
    const save = async (name: string, file: string) => {
      await answerDialogs(open, join(out, file));
      await button(name).click();
      await until(() => existsSync(join(out, file)));
    };
    await save('Save PDF', 'report.pdf');
    await until(() => pdfText(readFileSync(join(out, 'report.pdf'))).includes('A-17'));
    await save('Export JSON', 'session.json');
    expect(JSON.parse(readFileSync(join(out, 'session.json'), 'utf8'))).toBeTypeOf('object');
    await save('Export tables (CSV)', 'tables');
    expect(readdirSync(join(out, 'tables')).length).toBeGreaterThan(2);
  });

  it('a client goes only when the code is typed', async () => {
    const { page } = open;
    await button('A-17').click();
    await text('Sessions').waitFor();
    await button('Delete client').click();
    const dialog = page.getByRole('alertdialog');
    await isAccessible();
    expect(await dialog.getByRole('button', { name: 'Delete client' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type A-17 to delete').fill('A-17');
    await dialog.getByRole('button', { name: 'Delete client' }).click();
    await text('No clients yet').waitFor();
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
