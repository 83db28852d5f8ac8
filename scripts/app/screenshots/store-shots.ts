import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { AudienceCamera, AudienceSettings, Zone } from '../../../src/main/ipc/contract.ts';
import { clipVideo, hasFfmpeg, stillVideo } from '../../../test/support/clip-video.ts';
import { setCameras } from '../counting.ts';
import { answerDialogs } from '../dialogs.ts';
import { clipPictures, plugCamera, putInCameras } from '../fake-cameras.ts';
import type { LaunchedApp } from '../launch.ts';
import { resultOf, until } from '../launch.ts';
import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

const corners = (...points: readonly (readonly [number, number])[]) => points.map(([x, y]) => ({ x, y }));

const ZONES: Zone[] = [
  {
    id: 'door',
    name: 'Door',
    kind: 'entrance',
    entranceSides: [0],
    minFaceShare: 0.04,
    points: corners([0.22, 0.1], [0.78, 0.1], [0.86, 0.96], [0.14, 0.96]),
  },
  {
    id: 'lamp',
    name: 'Neighbor’s window',
    kind: 'private',
    entranceSides: [],
    minFaceShare: 0.04,
    points: corners([0.01, 0.2], [0.2, 0.24], [0.18, 0.62], [0.01, 0.64]),
  },
];

const facesIn = ({ page }: LaunchedApp, camera: string) =>
  page.getByRole('article', { name: camera }).locator('video ~ svg text').count();
const camera = async ({ ask }: LaunchedApp, change: (settings: AudienceSettings) => AudienceCamera[]) => {
  const settings = await resultOf(ask('audience.settings', {}));
  await setCameras(ask, change(settings));
};

/** The Store with the shipped clip before its cameras, after weeks of counting. */
export const STORE_SHOTS: readonly Shot[] = [
  {
    name: 'store-off',
    async go({ open: { page } }) {
      await page.keyboard.press('3');
      await page.getByText('The camera is off').first().waitFor();
    },
  },
  {
    name: 'store-one',
    async go({ open }) {
      await open.page.getByRole('button', { name: 'Start all cameras' }).click();
      await until(async () => (await facesIn(open, 'Entrance')) === 1);
      await open.page.waitForTimeout(3000);
    },
  },
  {
    name: 'store-nobody',
    go: ({ open: { page } }) => page.getByText('No faces are stored').click(),
  },
  {
    name: 'store-zones',
    async go({ open }) {
      const { page } = open;
      await page.getByText('No faces are stored').click();
      await camera(open, ({ cameras }) =>
        cameras.map((each) => (each.id === 'entrance' ? { ...each, zones: ZONES } : each)),
      );
      await page.getByRole('button', { name: 'Camera and zones' }).first().click();
      await page.getByText('Drag the corners').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: /^Door/ }).click();
      await page.getByRole('button', { name: /^Corner 2 of Door/ }).focus();
    },
  },
  {
    name: 'store-two',
    async go({ open }) {
      await closeDialog(open.page);
      await open.page.getByRole('button', { name: 'Stop all cameras' }).click();
      await putInCameras(open.page, [
        { id: 'door', label: 'Door camera', pictures: await clipPictures(1) },
        { id: 'till', label: 'Till camera', pictures: await clipPictures(2) },
      ]);
      await camera(open, ({ cameras: [entrance] }) => [
        entrance!,
        {
          id: 'till',
          name: 'Kassenbereich Erdgeschoss, Ausgang Bahnhofstraße',
          zones: [],
          site: entrance!.site,
          device: { ...entrance!.device, id: 'till' },
        },
      ]);
      await open.page.getByRole('button', { name: 'Start all cameras' }).click();
      await until(async () => (await facesIn(open, 'Kassenbereich')) === 2);
      await open.page.waitForTimeout(3000);
    },
  },
  {
    name: 'store-unplugged',
    async go({ open: { page } }) {
      await plugCamera(page, 'till', false);
      await page.getByText('The camera was unplugged').waitFor();
    },
  },
  {
    name: 'store-add',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Add camera' }).click();
      await page.getByText('Drag the corners').waitFor();
    },
  },
];

/** What nine weeks have left. */
export const INSIGHTS_SHOTS: readonly Shot[] = [
  {
    name: 'insights',
    async go({ open: { page } }) {
      await closeDialog(page);
      await page.keyboard.press('4');
      await page.getByText('Median').waitFor(); // The last of the pictures to come.
    },
  },
  ...['Hours of the week', 'Age and gender', 'Before and after', 'Counting errors of the cameras'].map(
    (title, i) => ({
      name: `insights-${i + 2}`,
      go: ({ open: { page } }: Parameters<Shot['go']>[0]) =>
        page.getByRole('heading', { name: title }).evaluate((heading) => heading.scrollIntoView()),
    }),
  ),
];

/** A queue of videos. */
export const RECORDINGS_SHOTS: readonly Shot[] = [
  {
    name: 'recordings-first',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Recordings' }).click();
      await page.getByText('Turn videos into tables').waitFor();
    },
  },
  ...(hasFfmpeg
    ? [
        {
          name: 'recordings-add',
          async go({ open, faces }: Parameters<Shot['go']>[0]) {
            const folder = join(faces, '..', 'Kundenlaufstudie Herbst');
            mkdirSync(folder);
            clipVideo(join(folder, 'Eingang.mp4'));
            stillVideo(join(folder, 'Kasse, erster Tag mit der neuen Wegeführung im Erdgeschoss.mp4'), 600);
            stillVideo(join(folder, 'Lager.mp4'), 30);
            await open.page.getByRole('button', { name: 'Add videos' }).click();
            await answerDialogs(open, folder);
            await open.page.getByRole('button', { name: 'Choose a folder of videos' }).click();
            await open.page.getByLabel('Predict expressions too').check();
          },
        },
        {
          name: 'recordings',
          async go({ open: { page } }: Parameters<Shot['go']>[0]) {
            await page.getByLabel('Predict expressions too').uncheck();
            await page.getByRole('button', { name: 'Start' }).click();
            await page.getByText(/24 frames analyzed|24 Frames ausgewertet/).waitFor({ timeout: 60_000 });
            await page
              .getByText(/frames\/s/)
              .first()
              .waitFor({ timeout: 60_000 });
          },
        },
      ]
    : []),
];

/** At a door: over the whole screen, started by itself. */
export const KIOSK_SHOTS: readonly Shot[] = [
  {
    name: 'kiosk',
    async go({ open }) {
      await until(async () => (await facesIn(open, 'Entrance')) === 1);
      await open.page.waitForTimeout(3000);
    },
  },
];
