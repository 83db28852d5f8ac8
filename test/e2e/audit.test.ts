import { describe, expect, it } from 'vitest';

import { setUpCounting } from '../../scripts/app/counting.ts';
import { clipPictures, emptyRoom, putInCameras } from '../../scripts/app/fake-cameras.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const MINUTES = 60_000;

/** A person comes, stays for some seconds, and goes for longer than the app remembers a face, again and again. */
async function comingAndGoing(): Promise<Buffer[]> {
  const room = await emptyRoom();
  const person = await clipPictures(1);
  return [...Array.from({ length: 22 }, () => room), ...person.slice(0, 14)];
}

describe('an audit by hand', { ...needsElectron(), timeout: 5 * MINUTES }, () => {
  const open = testWindow(async ({ start }) => {
    await start();
    await setUpCounting(open.ask, [{ id: 'c1', name: 'Entrance' }]);
    await putInCameras(open.page, [{ id: 'door', label: 'Door camera', pictures: await comingAndGoing() }]);
  });

  it('of a little more than a minute: two are tapped, a third one is not; the camera’s own error is shown', async () => {
    const { page } = open;
    const faces = () => page.locator('video ~ svg text').count();
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Start all cameras' }).click();
    await page.getByText('frames/s').waitFor();
    await page.getByRole('button', { name: 'Audit count' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    for (const isTapped of [true, true, false]) {
      await until(async () => (await faces()) === 0);
      await until(async () => (await faces()) === 1);
      if (isTapped) await page.keyboard.press('Space');
    }
    await until(async () => (await faces()) === 0);
    await page.getByLabel('2 counted').waitFor();
    const end = page.getByRole('button', { name: 'End now' });
    await until(() => end.isEnabled(), 2 * MINUTES);
    await end.click();

    await page.getByText('The camera counted').waitFor();
    const [error] = await resultOf(open.ask('audience.errors', {}));
    expect(error).toMatchObject({ camera: 'c1', audits: 1, entries: 2, missed: { value: 0 } });
    // At least the third one was somebody whom the person did not see.
    expect(error!.extra!.value).toBeGreaterThanOrEqual(0.5);
    const { value, low, high } = error!.ratio!;
    expect(value).toBe(1 + error!.extra!.value);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    const told = (await page.getByRole('status').allTextContents()).join(' ');
    expect(told).toContain(`counted ${value.toFixed(2)} for every person you counted`);
    expect(told).toContain(`interval ${low.toFixed(2)} to ${high.toFixed(2)}`);
  });

  it('Insights shows it', async () => {
    const { page, ask } = open;
    const [error] = await resultOf(ask('audience.errors', {}));
    const { value, low, high } = error!.ratio!;
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.keyboard.press('4');
    const table = page.getByRole('table', { name: 'Counting errors of the cameras' });
    const row = table.getByRole('row').filter({ hasText: 'Entrance' });
    await row.waitFor();
    expect(await row.textContent()).toContain(
      `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
  });
});
