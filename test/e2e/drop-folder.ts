import type { LaunchedApp } from '../../scripts/app/launch.ts';

/** Drops a folder of this machine into the middle of the window, as the system would: the page is handed a file with its place. */
export async function dropFolder({ page }: LaunchedApp, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  await session.detach();
}
