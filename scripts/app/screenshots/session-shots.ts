import type { Page } from 'playwright-core';

import { SAMPLE_PASSPHRASE } from '../../../src/main/core/features/session/report/bench/sample-client.ts';
import { clipPictures, putInCameras } from '../fake-cameras.ts';
import { until } from '../launch.ts';
import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Before there are client files. */
export const SESSION_FIRST_SHOTS: readonly Shot[] = [
  {
    name: 'session-setup',
    async go({ open: { page } }) {
      await page.keyboard.press('2');
      await page.getByText('Set up client files').waitFor();
    },
  },
  {
    name: 'session-setup-weak',
    async go({ open: { page } }) {
      for (const field of await page.locator('input[type=password]').all()) await field.fill('short');
      await button(page, 'Set up').click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  {
    name: 'session-code',
    async go({ open: { page } }) {
      for (const field of await page.locator('input[type=password]').all())
        await field.fill(SAMPLE_PASSPHRASE);
      await button(page, 'Set up').click();
      await page.getByText('Write down the recovery code').waitFor();
    },
  },
  {
    name: 'session-code-missing',
    async go({ open: { page } }) {
      await page.reload();
      await page.keyboard.press('2');
      await page.getByText('The recovery code was not confirmed.').waitFor();
    },
  },
];

const ALL_EYES = { label: 'Room camera', id: 'room' };

/** A practice after some weeks. */
export const SESSION_SHOTS: readonly Shot[] = [
  {
    name: 'session-locked',
    async go({ open: { page } }) {
      await putInCameras(page, [{ ...ALL_EYES, pictures: (await clipPictures(1)).slice(0, 1) }]);
      await page.keyboard.press('2');
      await page.getByText('Client files are locked').waitFor();
    },
  },
  {
    name: 'session-cut-off',
    async go({ open: { page } }) {
      await page.locator('input[type=password]').fill(SAMPLE_PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByText('A session was cut off').waitFor();
    },
  },
  {
    name: 'session-client',
    async go({ open: { page } }) {
      await button(page, 'Not now').click();
      await page.getByText('A-17').click();
      await page.getByText('Progress').waitFor();
    },
  },
  {
    name: 'session-client-below',
    go: ({ open: { page } }) => page.getByText('Log', { exact: true }).last().scrollIntoViewIfNeeded(),
  },
  {
    name: 'session-consent-shown',
    async go({ open: { page } }) {
      await button(page, 'Show text').first().click();
    },
  },
  {
    name: 'session-consent',
    async go({ open: { page } }) {
      await button(page, 'Sign consent').click();
      await button(page, 'Save consent').click();
      await page.getByText('A signature is missing.').waitFor();
    },
  },
  {
    name: 'session-delete',
    async go({ open: { page } }) {
      await closeDialog(page);
      await button(page, 'Delete client').click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'session-files',
    async go({ open: { page } }) {
      await closeDialog(page);
      await button(page, 'Clients').click();
      await button(page, 'Client files').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'session-protocol',
    async go({ open: { page } }) {
      await closeDialog(page);
      await button(page, 'Protocol').click();
      await page.getByText('Emergency stop').first().waitFor();
    },
  },
  {
    name: 'session-protocol-below',
    go: ({ open: { page } }) => page.getByText('Lab Streaming Layer').first().scrollIntoViewIfNeeded(),
  },
  {
    name: 'session-begin',
    async go({ open: { page } }) {
      await button(page, 'Clients').click();
      await page.getByText('A-17').click();
      await button(page, 'Begin session').click();
      await page.getByRole('dialog').getByText('Nothing').click();
    },
  },
  {
    name: 'session-calibration',
    async go({ open: { page } }) {
      await page.getByRole('dialog').getByRole('button', { name: 'Begin', exact: true }).click();
      await until(async () => (await page.locator('.picture svg text').count()) > 0);
    },
  },
  {
    name: 'session-neutral',
    async go({ open: { page } }) {
      await page.locator('li button').first().click();
      await button(page, 'Measure neutral face').click();
      await page.waitForTimeout(4000);
    },
  },
  {
    name: 'session-running',
    async go({ open: { page } }) {
      const cancel = button(page, 'Cancel');
      if (await cancel.isVisible()) await cancel.click();
      await page.locator('ol li').last().getByRole('button').click();
      await page.getByText('This step').waitFor();
      await page.keyboard.type('62');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(9000);
      await page.keyboard.press('PageUp');
      await page.getByLabel('Note at this moment').fill('2 looks at the jar');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(6000);
      await page.locator('h2').first().click();
      await page.keyboard.type('48');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(9000);
    },
  },
  {
    name: 'session-display',
    async go({ open }) {
      const shown = open.app.waitForEvent('window');
      await button(open.page, 'Show on second screen').click();
      const display = await shown;
      await display.getByRole('heading').first().waitFor();
    },
    isDisplay: true,
  },
  {
    name: 'session-elsewhere',
    go: ({ open: { page } }) => page.keyboard.press('Control+7'),
  },
  {
    name: 'session-stopped',
    async go({ open: { page } }) {
      await page.keyboard.press('Control+2');
      await page.getByRole('button', { name: 'Emergency stop' }).first().click();
      await page.getByText('Client is safe').waitFor();
    },
  },
  {
    name: 'session-display-stopped',
    go: () => Promise.resolve(),
    isDisplay: true,
  },
  {
    name: 'session-end',
    async go({ open: { page } }) {
      await button(page, 'End session').click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'session-timeline',
    async go({ open: { page } }) {
      await page.getByRole('alertdialog').locator('button').last().click();
      await page.getByRole('application').waitFor();
      await button(page, 'A-17').click();
      await page.getByRole('row').nth(2).click();
      await page.getByText('Timeline', { exact: true }).waitFor();
    },
  },
  {
    name: 'session-timeline-near',
    async go({ open: { page } }) {
      await page.getByRole('application').focus();
      for (let i = 0; i < 6; i++) await page.keyboard.press('+');
      await page.mouse.move(700, 300);
    },
  },
  {
    name: 'session-timeline-below',
    go: ({ open: { page } }) => page.getByText('Save PDF').scrollIntoViewIfNeeded(),
  },
];
