import type { LaunchedApp } from '../launch.ts';

/** What a person does while something trains: looks at every view, opens what trains, searches a command. */
export async function walk({ page }: LaunchedApp): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const key of ['2', '3', '4', '1', '2']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(400);
    }
    await page.locator('[data-main]', { hasText: 'Under way' }).first().click();
    await page.waitForTimeout(2000);
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(200);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
}
