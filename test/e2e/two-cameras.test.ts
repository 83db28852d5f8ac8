import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import { clipPictures, plugCamera, putInCameras } from '../../scripts/app/fake-cameras.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { queryAll } from '../../src/main/core/platform/store/sync.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const MINUTES = 60_000;
/** One person stands before the door's camera, two before the till's. */
const PEOPLE = { Entrance: 1, Till: 2 };

describe('two cameras at once', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  const open = testWindow(async ({ start }) => {
    await start();
    await setUpCounting(open.ask);
    await putInCameras(open.page, [
      { id: 'door', label: 'Door camera', pictures: await clipPictures(1) },
      { id: 'till', label: 'Till camera', pictures: await clipPictures(2) },
    ]);
  });

  const tile = (name: string) => open.page.getByRole('article', { name });
  const faces = (name: string) => tile(name).locator('video ~ svg text').count();
  /** Until faces in view have become visits. */
  const longEnough = () => new Promise((resolve) => setTimeout(resolve, 2000));
  const setUp = async (name: string) => {
    await open.page.getByRole('button', { name: 'Add camera' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.locator('video').waitFor();
    await dialog.getByText('Drag the corners').waitFor();
    return dialog;
  };

  it('are set up one after the other, each with its picture; the second gets the one that is free', async () => {
    const { page } = open;
    await page.keyboard.press('3');
    await (await setUp('Entrance')).getByRole('button', { name: 'Save' }).click();
    await tile('Entrance').waitFor();

    const dialog = await setUp('Till');
    const device = dialog.getByLabel(/^Camera: /);
    expect(await device.textContent()).toContain('Till camera');
    await device.click();
    await page.getByRole('option', { name: 'Door camera' }).click();
    await dialog.getByText('Entrance uses this camera too').waitFor();
    await device.click();
    await page.getByRole('option', { name: 'Till camera' }).click();
    await until(async () => !(await dialog.getByText('uses this camera too').isVisible()));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await tile('Till').waitFor();
    const settings = await open.ask('audience.settings', {});
    expect(settings).toMatchObject({
      ok: { cameras: [{ device: { id: 'door' } }, { device: { id: 'till' } }] },
    });
  });

  it('are both live with the faces before them', async () => {
    await open.page.getByRole('button', { name: 'Start all cameras' }).click();
    for (const [name, people] of Object.entries(PEOPLE))
      await until(async () => (await faces(name)) === people);
    await open.page.getByText('2 of 2 cameras on').waitFor();
    await open.page.getByText('In view now').waitFor();
    await until(async () => (await open.page.locator('dd').first().textContent()) === '3');
    await longEnough();
  });

  it('one is pulled out: that is reported, and the other one goes on', async () => {
    await plugCamera(open.page, 'till', false);
    await tile('Till').getByText('The camera was unplugged').waitFor();
    await open.page.getByText('1 of 2 cameras on').waitFor();
    // It is tried again every few seconds; nothing else is said meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 7000));
    expect(await tile('Till').getByText('The camera was unplugged').isVisible()).toBe(true);
    expect(await faces('Till')).toBe(0);
    expect(await faces('Entrance')).toBe(1);
    expect(await tile('Entrance').getByText('frames/s').isVisible()).toBe(true);
  });

  it('it is plugged in again and goes on by itself', async () => {
    await plugCamera(open.page, 'till', true);
    await until(async () => (await faces('Till')) === PEOPLE.Till);
    await open.page.getByText('2 of 2 cameras on').waitFor();
    await longEnough();
  });

  it('the first one is pulled out: it waits for its own device and does not look through the other one', async () => {
    await plugCamera(open.page, 'door', false);
    await tile('Entrance').getByText('The camera was unplugged').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 7000));
    expect(await tile('Entrance').getByText('The camera was unplugged').isVisible()).toBe(true);
    expect(await faces('Entrance')).toBe(0);
    await plugCamera(open.page, 'door', true);
    await until(async () => (await faces('Entrance')) === PEOPLE.Entrance);
    await longEnough();
    await open.page.getByRole('button', { name: 'Stop all cameras' }).click();
    await open.page.getByText('No camera on').waitFor();
  });

  it('each is counted apart: one face at the door, two at the till, who are not counted again after the break', async () => {
    const { cameras } = await resultOf(open.ask('audience.settings', {}));
    await open.close();
    const store = openStore(join(open.home, 'demiface.sqlite'));
    const rows = queryAll(store, store.db.selectFrom('audience_quarters').selectAll());
    await store.close();
    const sums = cameras.map(({ id }) => {
      const own = rows.filter(({ camera }) => camera === id);
      const sum = (of: (row: (typeof own)[number]) => number) =>
        own.reduce((total, row) => total + of(row), 0);
      return { visits: sum(({ visits }) => visits), seconds: sum((row) => row.observed_seconds) };
    });
    expect(sums.map(({ visits }) => visits)).toEqual([1, 2]);
    // Each saw nothing while it was away, about as long.
    expect(Math.abs(sums[0]!.seconds - sums[1]!.seconds)).toBeLessThan(6);
  });
});
