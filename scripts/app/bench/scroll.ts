import { pickFolder } from '../dialogs.ts';
import type { LaunchedApp } from '../launch.ts';
import { until } from '../launch.ts';
import type { Times } from './frame-times.ts';
import { frameTimes, watchFrames } from './frame-times.ts';
import { errorOf } from '../../../src/common/error.ts';

/** Through 25,000 pictures in about ten seconds. */
const SPEED_PX_S = 20_000;
const MINUTES = 60_000;

export interface ScrollFigures extends Times {
  pictures: number;
}

/** Adds a data set and shows its pictures. */
export async function showPictures(open: LaunchedApp, folder: string): Promise<void> {
  const { ask, page } = open;
  const root = await pickFolder(open, folder);
  const added = await ask('data.add', { root, layout: 'ferplus', name: 'Drawn faces' });
  if ('refused' in added) throw errorOf(added.refused.message);
  await page.keyboard.press('5');
  await page.getByRole('button', { name: 'Drawn faces' }).first().click();
  await page.getByRole('tab', { name: 'Pictures' }).click();
  await page
    .getByRole('option')
    .first()
    .waitFor({ timeout: 5 * MINUTES });
}

/** Scrolls from the first picture to the last. */
export async function scroll({ page }: LaunchedApp): Promise<ScrollFigures> {
  const list = page.getByRole('listbox').first();
  const box = (await list.boundingBox())!;
  const { height, pictures } = await list.evaluate((element) => ({
    height: element.scrollHeight - element.clientHeight,
    pictures: Number(element.querySelector('[role=option]')!.getAttribute('aria-setsize')),
  }));
  await watchFrames(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: -height,
    speed: SPEED_PX_S,
    gestureSourceType: 'mouse',
  });
  await until(() => list.evaluate((element, end) => element.scrollTop >= end - 1, height));
  return { pictures, ...(await frameTimes(page)) };
}
