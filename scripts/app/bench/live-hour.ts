import type { EpochPoint, RunStep } from '../../../src/main/ipc/contract.ts';
import type { LaunchedApp } from '../launch.ts';
import { errorOf } from '../../../src/common/error.ts';

/** Events of an hour of training: five steps a second, an epoch a minute. */
const HOUR = { steps: 5 * 3600, epochs: 60 };
const PARTS = 12;

/**
 * Opens a run and sends the events of an hour of its epochs and steps at speed.
 * @returns what the page keeps in memory after each twelfth, MB
 */
export async function liveHour({ app, page, ask }: LaunchedApp, run: number): Promise<number[]> {
  const detail = await ask('lab.run', { run });
  if ('refused' in detail) throw errorOf(detail.refused.message);
  const { name, stages } = detail.ok.summary;
  await page.locator('[data-main]', { hasText: name }).first().click();
  const session = await page.context().newCDPSession(page);
  const { key, kind } = stages[0]!;
  const step: RunStep = {
    run,
    stage: key,
    kind,
    epoch: 1,
    epochs: 160,
    step: 0,
    steps: 300,
    loss: 1,
    imagesPerSecond: 400,
    etaS: 100,
  };
  const epoch: EpochPoint = {
    epoch: 0,
    loss: 0.5,
    rate: 0.01,
    metrics: { accuracy: 0.8 },
    figures: {},
    imagesPerSecond: 400,
  };
  const heapMb: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    await app.evaluate(
      async ({ BrowserWindow }, given) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        const { run, stage } = given.step;
        for (let i = 0; i < given.steps; i++) {
          webContents.send('demiface:event:run.step', { ...given.step, step: i, loss: 1 / (1 + i) });
          if (i % given.every === 0) {
            const epoch = { ...given.epoch, epoch: given.from + i / given.every };
            webContents.send('demiface:event:run.epoch', { run, stage, epoch });
          }
          if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 8));
        }
      },
      {
        steps: HOUR.steps / PARTS,
        every: HOUR.steps / HOUR.epochs,
        from: 101 + (part * HOUR.epochs) / PARTS,
        step,
        epoch,
      },
    );
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    heapMb.push(Math.round(usedSize / 1e5) / 10);
  }
  return heapMb;
}
