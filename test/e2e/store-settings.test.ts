import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { answerDialogs, pickSave } from '../../scripts/app/dialogs.ts';
import { until } from '../../scripts/app/launch.ts';
import { scratchFolder } from '../support/made-data.ts';
import { pdfPages, pdfText } from '../support/pdf-text.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { errorOf } from '../../src/common/error.ts';

const NAME = 'Bücher & <Söhne>';

describe('the settings of the store', needsElectron(), () => {
  const open = testWindow(({ start }) => start());
  const saved = async () => {
    const answer = await open.ask('audience.settings', {});
    if ('refused' in answer) throw errorOf(answer.refused.message);
    return answer.ok;
  };

  it('are opened by the empty Store, at their place', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByRole('button', { name: 'Set up counting' }).click();
    await page.getByRole('heading', { name: 'Store', exact: true }).waitFor();
    const { y } = (await page.getByRole('heading', { name: 'Store', exact: true }).boundingBox())!;
    expect(y).toBeLessThan(200);
    await page.getByText('no camera is opened until you choose a purpose').waitFor();
    await page.getByText('Missing on the notices: purpose, name of the business').waitFor();
  });

  it('refuse emotion where it is chosen, with the reason for these people, and save nothing', async () => {
    const { page } = open;
    await page.getByLabel('How many people come in').check();
    await page.getByLabel('Emotion').check();
    await page.getByText('it is measured in therapy sessions alone').waitFor();
    await page.getByText('Staff', { exact: true }).click();
    await page.getByText('inferring emotions of people at work is prohibited').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    expect((await saved()).purposes).toEqual([]);
    await page.getByLabel('Emotion').uncheck();
    await page.getByText('Visitors', { exact: true }).click();
    await until(async () => !(await page.getByText('is prohibited').isVisible()));
  });

  it('say what is wrong beside it; once saved, they are there after a restart', async () => {
    const { page } = open;
    await page.getByLabel('Smallest figure').fill('3');
    await page.getByText('Enter a whole number from 5 to 1000').waitFor();
    await page.getByLabel('Smallest figure').fill('12');
    await page.getByRole('combobox', { name: 'Time zone' }).click();
    await page.keyboard.type('new york');
    await page.getByRole('option', { name: 'America/New_York' }).click();
    await page.getByLabel('Tuesday, span 1, from').fill('9');
    await page.getByLabel('Tuesday, span 1, to').fill('8');
    await page.keyboard.press('Tab');
    await page.getByText('Hours have to end after they begin').waitFor();
    await page.getByText('1 problem to fix').waitFor();
    await page.getByLabel('Tuesday, span 1, to').fill('1230');
    await page.getByRole('button', { name: 'Add hours on Tuesday' }).click();
    await page.getByRole('button', { name: 'Remove span 1 of Saturday' }).click();
    await page.getByLabel('Name of the business').fill(NAME);
    // What is not saved stays while another view is open.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Data', exact: true }).click();
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByText('Save your changes first').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' });
    await page.getByText('purposes: visitor numbers; measured: count, age, gender; k 12; 365 days').waitFor();
    const settings = await saved();
    expect(settings).toMatchObject({ k: 12, purposes: ['visitor-numbers'], controller: { name: NAME } });
    expect(settings.sites[0]).toMatchObject({ timeZone: 'America/New_York' });
    expect(settings.sites[0]!.opening.slice(1, 2)).toEqual([
      [
        { from: '09:00', to: '12:30' },
        { from: '13:00', to: '17:00' },
      ],
    ]);
    expect(settings.sites[0]!.opening[5]).toEqual([]);
    await open.start();
    expect(await saved()).toEqual(settings);
  });

  it('print no notice before it is complete, and name what is missing', async () => {
    const none = join(scratchFolder(), 'none.pdf');
    const path = await pickSave(open, none);
    expect(await open.ask('app.savePdf', { kind: 'door', language: 'en', path })).toMatchObject({
      refused: {
        code: 'usage',
        message: { code: 'counting.noController', values: { n: 2 } },
      },
    });
    expect(existsSync(none)).toBe(false);
    await open.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await open.page
      .getByText('Missing on the notices: address, e-mail address or telephone number.')
      .waitFor();
    expect(await open.page.getByRole('button', { name: 'Preview: Door notice' }).isDisabled()).toBe(true);
  });

  it('print both notices as PDF from their preview, filled in, the door’s on one page', async () => {
    const { page } = open;
    await page.getByLabel('Address', { exact: true }).fill('1 Main Street');
    await page.getByLabel('E-mail address or telephone number').fill('privacy@books.example');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const path = join(scratchFolder(), 'Datenschutz.pdf');
    await answerDialogs(open, path);
    await page.getByRole('button', { name: 'Preview: Privacy note' }).click();
    await page.getByRole('dialog').getByText('Deutsch').click();
    await page.getByRole('heading', { name: 'Datenschutzinformation zur Besucherzählung' }).waitFor();
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await page.getByText('Privacy note saved').waitFor();
    const note = readFileSync(path);
    expect(note.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdfText(note)).toMatch(/Datenschutzinformation[^]*Bücher & <Söhne>[^]*privacy@books\.example/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

    const { cameras: _, ...whole } = await saved();
    const most = {
      ...whole,
      purposes: ['visitor-numbers', 'offer', 'campaigns', 'staffing'] as const,
      controller: { ...whole.controller, address: '100–104 Main Street, Springfield, '.repeat(2) },
    };
    await open.ask('audience.set', { settings: { ...most, purposes: [...most.purposes] } });
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      const door = join(scratchFolder(), `${language}.pdf`);
      const place = await pickSave(open, door);
      expect(await open.ask('app.savePdf', { kind: 'door', language, path: place })).toEqual({
        ok: { path: door },
      });
      const pdf = readFileSync(door);
      expect([language, pdfPages(pdf), pdfText(pdf).includes(NAME)]).toEqual([language, 1, true]);
    }
    expect(open.app.windows()).toHaveLength(1);
  });

  it('say so when a PDF cannot be written', async () => {
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    const path = await pickSave(open, join(file, 'note.pdf'));
    expect(await open.ask('app.savePdf', { kind: 'privacy', language: 'fr', path })).toMatchObject({
      refused: { code: 'disk' },
    });
  });

  it.each(['light', 'dark'] as const)('have nothing that axe objects to, %s', async (colorScheme) => {
    const { page } = open;
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByLabel('Emotion').check();
    await page.getByText('therapy sessions alone').waitFor();
    await page.getByRole('combobox', { name: 'Time zone' }).click();
    await page.waitForTimeout(300);
    expect(await objections(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('button', { name: 'Preview: Door notice' }).click();
    await page.getByRole('heading', { name: 'Faces are counted here' }).waitFor();
    await page.waitForTimeout(300);
    expect(await objections(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
