import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import { clipPictures, hangCamera, putInCameras } from '../../scripts/app/fake-cameras.ts';
import { until } from '../../scripts/app/launch.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { queryAll } from '../../src/main/core/platform/store/sync.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const HUNG = 'The camera gives no more pictures';

describe('a camera that hangs', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(async ({ start }) => {
    await start();
    await setUpCounting(open.ask, [{ id: 'c1', name: 'Entrance' }]);
    await putInCameras(open.page, [{ id: 'door', label: 'Door camera', pictures: await clipPictures(1) }]);
  });

  const tile = () => open.page.getByRole('article', { name: 'Entrance' });
  const dialog = () => open.page.getByRole('dialog');
  const faces = () => tile().locator('video ~ svg text').count();
  const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, 1000 * count));

  it('reports it in the dialog that sets it up, and shows its picture again once there is one', async () => {
    const { page } = open;
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Camera and zones' }).click();
    await dialog().locator('video').waitFor();
    await hangCamera(page, 'door', true);
    await dialog().getByText(HUNG).waitFor();
    expect(await dialog().locator('video').count()).toBe(0);
    await hangCamera(page, 'door', false);
    await dialog().locator('video').waitFor();
    await until(async () => !(await dialog().getByText(HUNG).isVisible()));
    await page.keyboard.press('Escape');
  });

  it('reports it in the Store, and in the dialog while it runs', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Start all cameras' }).click();
    await until(async () => (await faces()) === 1);
    await seconds(2);
    await hangCamera(page, 'door', true);
    await tile().getByText(HUNG).waitFor();
    await page.getByRole('button', { name: 'Camera and zones' }).click();
    await dialog().getByText(HUNG).waitFor();
    expect(await dialog().locator('video').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('counts nobody a second time who still stands before it after that', async () => {
    await seconds(6);
    await hangCamera(open.page, 'door', false);
    await until(async () => (await faces()) === 1);
    await seconds(3);
    await open.close();
    const store = openStore(join(open.home, 'demiface.sqlite'));
    const [row] = queryAll(
      store,
      store.db.selectFrom('audience_quarters').select(({ fn }) => fn.sum('visits').as('visits')),
    );
    await store.close();
    expect(Number(row!.visits)).toBe(1);
  });
});
