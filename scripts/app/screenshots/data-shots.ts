import { renameSync } from 'node:fs';

import { answerDialogs, pickFolder } from '../dialogs.ts';
import { resultOf, until } from '../launch.ts';
import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

export const DATA_SHOTS: readonly Shot[] = [
  {
    name: 'data-add',
    async go({ open, faces }) {
      await answerDialogs(open, faces);
      await open.page.getByRole('button', { name: 'Add data set' }).first().click();
      await open.page.getByRole('dialog').getByText('Layout').first().waitFor();
    },
  },
  {
    name: 'data-unchecked',
    async go({ open: { page } }) {
      await page.getByRole('dialog').getByRole('button', { name: 'Add data set' }).click();
      await page.getByRole('button', { name: 'Check', exact: true }).first().waitFor();
    },
  },
  {
    name: 'data-report',
    async go({ open }) {
      await open.page.getByRole('button', { name: 'Check', exact: true }).first().click();
      await until(async () => (await resultOf(open.ask('data.report', { id: 1 }))) !== null);
      await open.page.getByText('Neutral').first().waitFor();
      await open.page.evaluate(() => {
        // It goes by itself after a while.
        for (const close of document.querySelectorAll<HTMLElement>('.toasts .close')) close.click();
      });
    },
  },
  {
    name: 'data-report-below',
    go: ({ open: { page } }) => page.getByText('Contempt').last().scrollIntoViewIfNeeded(),
  },
  {
    name: 'data-browse',
    async go({ open: { page } }) {
      await page.getByRole('tab', { name: 'Pictures' }).click();
      await page.getByRole('option').first().waitFor();
      await page.waitForTimeout(1000);
      await page.getByRole('option').nth(3).click();
    },
  },
  {
    name: 'data-browse-lower',
    async go({ open: { page } }) {
      await page.getByText('Headset', { exact: true }).click();
      await page.getByRole('option').nth(1).click();
      await page
        .getByRole('option')
        .nth(19)
        .click({ modifiers: ['Shift'] });
      await page.waitForTimeout(1000);
    },
  },
  {
    name: 'data-browse-none',
    async go({ open: { page } }) {
      await page.getByLabel('Search by file name').fill('nothing is called this');
      await page.getByText('No matching pictures').waitFor();
    },
  },
  {
    name: 'data-browse-filter',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByText('Full', { exact: true }).click();
      await page.getByRole('option').nth(2).click();
      await page.getByRole('button', { name: 'Exclude' }).click();
      await page.getByRole('option').nth(5).click();
      await page.getByRole('button', { name: 'Sadness' }).click();
      await page.waitForTimeout(600);
      await page.locator('button[aria-label^="Label"]').click();
    },
  },
  {
    name: 'data-versions',
    async go({ open: { page } }) {
      await closeDialog(page);
      await page.getByRole('tab', { name: 'Corrections' }).click();
      await page.getByText('In use').waitFor();
    },
  },
  {
    name: 'data-remove',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Remove from Demiface' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'data-list',
    async go({ open, lost }) {
      await closeDialog(open.page);
      const name = 'Faces of the second camera, taken in the shop before the summer';
      const root = await pickFolder(open, lost);
      await resultOf(open.ask('data.add', { root, layout: 'ferplus', name }));
      renameSync(lost, `${lost}-gone`);
      await open.page.getByRole('button', { name: 'Data', exact: true }).last().click();
      await open.page.getByText('Folder not found').waitFor();
    },
  },
  {
    name: 'data-missing',
    async go({ open: { page } }) {
      await page.getByText('Faces of the second').first().click();
      await page.getByText('The folder was not found').waitFor();
    },
  },
];
