import { setCameras } from '../counting.ts';
import type { LaunchedApp } from '../launch.ts';
import { resultOf } from '../launch.ts';
import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

const heading = ({ page }: LaunchedApp, name: string) =>
  page.getByRole('heading', { name, exact: true }).evaluate((found) => found.scrollIntoView());

/** From nothing to settings that are saved, and the notices that they make. */
export const STORE_SETTINGS_SHOTS: readonly Shot[] = [
  {
    name: 'store-settings-first',
    async go({ open: { page } }) {
      await closeDialog(page); // What the picture before has opened.
      await page.keyboard.press('3');
      await page.getByRole('button', { name: 'Set up counting' }).click();
      await page.getByText('Nothing is counted and no camera is opened').waitFor();
    },
  },
  {
    name: 'store-settings-refused',
    async go({ open: { page } }) {
      await page.getByLabel('How many people come in').check();
      await page.getByLabel('To plan staff').check();
      await page.getByText('Staff', { exact: true }).click();
      await page.getByLabel('Emotion').check();
      await page.getByText('is prohibited').waitFor();
    },
  },
  {
    name: 'store-settings-wrong',
    async go({ open }) {
      const { page } = open;
      await page.getByText('Visitors', { exact: true }).click();
      await page.getByLabel('Emotion').uncheck();
      await page.getByLabel('Smallest figure').fill('3');
      await page.getByLabel(/^(Tuesday, span|Dienstag, Zeitraum) 1, (to|bis)$/).fill('7');
      await page.getByRole('button', { name: /Add hours on Thursday|am Donnerstag hinzu/ }).click();
      await page.getByRole('button', { name: /Add hours on Tuesday|am Dienstag hinzu/ }).click();
      await heading(open, 'Retention');
    },
  },
  {
    name: 'store-settings-zone',
    async go({ open: { page } }) {
      await page.getByRole('combobox', { name: 'Time zone' }).click();
      await page.keyboard.type('europe');
      await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    },
  },
  {
    name: 'store-settings-missing',
    async go({ open }) {
      await closeDialog(open.page);
      await open.page.getByRole('button', { name: 'Discard changes' }).click();
      await heading(open, 'Models in use');
    },
  },
  {
    name: 'store-settings-saved',
    async go({ open }) {
      const { cameras: _, ...settings } = await resultOf(open.ask('audience.settings', {}));
      const [site] = settings.sites;
      const controller = {
        name: 'Corner Books Ltd',
        address: '1 Main Street, Springfield',
        contact: 'privacy@cornerbooks.example',
        officer: '',
        authority: '',
      };
      const device = { id: '', width: 640, height: 480, isMirrored: false };
      const sites = [
        { ...site!, name: 'Main Street', timeZone: 'Europe/Berlin' },
        { ...site!, id: 'station', name: 'Station', timeZone: 'Europe/Berlin' },
      ];
      await resultOf(
        open.ask('audience.set', {
          settings: { ...settings, controller, sites, purposes: ['visitor-numbers', 'staffing'] },
        }),
      );
      await setCameras(open.ask, [{ id: 'entrance', name: 'Entrance', site: site!.id, device, zones: [] }]);
      await heading(open, 'Sites');
    },
  },
  {
    name: 'notice-door',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: /: (Door notice|Türaushang)$/ }).click();
      await page
        .getByRole('heading', { name: /Faces are counted here|Hier werden Gesichter gezählt/ })
        .waitFor();
    },
  },
  {
    name: 'notice-privacy',
    async go({ open: { page } }) {
      await closeDialog(page);
      await page.getByRole('button', { name: /: (Privacy note|Datenschutzhinweis)$/ }).click();
      await page.getByText('Français').click();
      await page.getByText('RGPD').first().waitFor();
    },
  },
];
