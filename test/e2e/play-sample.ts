import type { LaunchedApp } from '../../scripts/app/launch.ts';

/** Plays the sample clip in the Live view, and holds it once its face is predicted. */
export async function playSample({ page }: LaunchedApp): Promise<void> {
  await page.getByRole('button', { name: 'Play the sample clip' }).click();
  await page.locator('aside dd small').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
}
