import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

/** The screens as they are before there is anything. */
export const FIRST_SHOTS: readonly Shot[] = [
  { name: 'first-live', go: ({ open: { page } }) => page.getByText('Half a face is enough').waitFor() },
  {
    name: 'live-sample',
    go: async ({ open: { page } }) => {
      await page.getByRole('button', { name: 'Play the sample clip' }).click();
      await page.getByText(/^about \d+ years/).waitFor();
    },
  },
  {
    name: 'first-data',
    go: async ({ open: { page } }) => {
      await page.keyboard.press('5');
      await page.getByText('No data set yet').waitFor();
    },
  },
  {
    name: 'first-lab',
    go: ({ open: { page } }) => page.keyboard.press('6'),
  },
  {
    name: 'first-tables',
    async go({ open: { page } }) {
      await page.getByRole('tab', { name: 'The paper’s tables' }).click();
      await page.waitForTimeout(1000);
    },
  },
  { name: 'first-models', go: ({ open: { page } }) => page.keyboard.press('7') },
];

export const MODEL_SHOTS: readonly Shot[] = [
  {
    name: 'models',
    async go({ open: { page } }) {
      await page.keyboard.press('7');
      await page.getByRole('heading', { name: 'Live now' }).waitFor();
    },
  },
  {
    name: 'model',
    async go({ open: { page } }) {
      await page
        .getByRole('button', { name: /expression.lower/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'By class' }).waitFor();
    },
  },
  ...['By class', 'By group', 'Calibration', 'Lineage'].map((title, i) => ({
    name: `model-${i + 2}`,
    go: ({ open: { page } }: Parameters<Shot['go']>[0]) =>
      page.getByRole('heading', { name: title }).evaluate((heading) => heading.scrollIntoView()),
  })),
  {
    name: 'model-age',
    async go({ open: { page } }) {
      await page
        .getByRole('button', { name: /age.lower/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'By group' }).waitFor();
    },
  },
  {
    name: 'model-trained',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Trained here' }).first().click();
      await page.getByRole('heading', { name: 'Lineage' }).waitFor();
    },
  },
  {
    name: 'model-import',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Import published weights' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

export const FRAME_SHOTS: readonly Shot[] = [
  {
    name: 'settings',
    async go({ open: { page } }) {
      await closeDialog(page);
      await page.keyboard.press('9');
    },
  },
  { name: 'palette', go: ({ open: { page } }) => page.keyboard.press('Control+k') },
  {
    name: 'palette-search',
    go: ({ open: { page } }) => page.keyboard.type('exp'),
  },
  {
    name: 'core-restarting',
    async go({ open: { app, page } }) {
      await closeDialog(page);
      await page.keyboard.press('6');
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.send('demiface:event:core.state', {
          state: 'restarting',
          problem: { code: 'core', message: 'it ended with code 1' },
        }),
      );
    },
  },
  ...(['core', 'corrupt', 'mismatch'] as const).map((code) => ({
    name: `core-${code}`,
    go: ({ open: { app } }: Parameters<Shot['go']>[0]) =>
      app.evaluate(
        ({ BrowserWindow }, problem) =>
          BrowserWindow.getAllWindows()[0]!.webContents.send('demiface:event:core.state', {
            state: 'failed',
            problem,
          }),
        {
          code,
          message: {
            core: 'it ended with code 1 five times within a minute',
            corrupt: 'the database is damaged: row 12 is missing from index runs_by_state',
            mismatch: 'the database has form 9; this app supports forms up to 1',
          }[code],
        },
      ),
  })),
];
