/** Figures of the window on this machine, as one JSON document; `demiface bench ui` runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EpochPoint, RunStep } from '../../src/main/ipc/contract.ts';
import { openStore } from '../../src/main/core/store/store.ts';
import { buildApp } from './build.ts';
import { openVirtualDisplay } from './display.ts';
import { bringElectron } from './electron.ts';
import type { LaunchedApp } from './launch.ts';
import { launchApp } from './launch.ts';
import { fillWithRuns } from './made-runs.ts';
import { ensureWindowSystem } from './system.ts';

/** What an hour of training tells: five steps a second, an epoch a minute. */
const HOUR = { steps: 5 * 3600, epochs: 60 };
const RUNS = { runs: 1000, epochs: 100 };

const note = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  await buildApp(note);
  const { program, isOlder } = await bringElectron(note);
  const virtual = process.platform === 'linux';
  await ensureWindowSystem(program, note, { virtualDisplay: virtual });
  const display = virtual ? await openVirtualDisplay() : { name: '', close: () => {} };
  const home = mkdtempSync(join(tmpdir(), 'demiface-bench-'));
  const launch = () => launchApp({ program, home, display: display.name });
  try {
    note('Starting the window …');
    await (await launch()).close();
    fillWithRuns(openStore(join(home, 'demiface.sqlite')), RUNS);
    const open = await launch();
    const usableMs = await usable(open);
    note('Opening 1,000 runs of 100 epochs …');
    const openRunsMs = await openRuns(open);
    note('An hour of live curves, at speed …');
    const live = await liveHour(open);
    await open.close();
    process.stdout.write(
      `${JSON.stringify({ electron: isOlder ? 'older' : 'current', usableMs, openRunsMs, ...live }, null, 2)}\n`,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
    display.close();
  }
}

/** From the start of Electron's process until the frame is drawn and the core has answered. */
async function usable({ app, page }: LaunchedApp): Promise<number> {
  const usableAt = await page.evaluate(
    () => performance.timeOrigin + performance.getEntriesByName('usable')[0]!.startTime,
  );
  const createdAt = await app.evaluate(() => process.getCreationTime()!);
  return Math.round(usableAt - createdAt);
}

/** From the key that opens the Lab until its runs are drawn. */
async function openRuns({ page }: LaunchedApp): Promise<number> {
  await page.keyboard.press('1');
  await page.waitForTimeout(500);
  return page.evaluate(async () => {
    const start = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }));
    while (!document.querySelector('[data-main]')) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return Math.round(performance.now() - start);
  });
}

/** Epochs and steps of an hour told to an open run: how long the page was blocked at most, and what stays in memory. */
async function liveHour(open: LaunchedApp): Promise<{ longestTaskMs: number; heapMb: number[] }> {
  const { app, page } = open;
  await page.locator('[data-main]').first().click();
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
    Object.assign(window, { longTasks: tasks });
  });
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return Math.round(usedSize / 1e5) / 10;
  };
  const heapMb: number[] = [];
  const detail = await open.ask('lab.run', { run: RUNS.runs });
  if ('refused' in detail) throw new Error(detail.refused.message);
  const { key, kind } = detail.ok.summary.stages[0]!;
  const parts = 12;
  for (let part = 0; part < parts; part++) {
    await app.evaluate(
      async ({ BrowserWindow }, told) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        for (let i = 0; i < told.steps; i++) {
          const step = { ...told.step, step: i, loss: 1 / (1 + i) };
          webContents.send('demiface:event:run.step', step);
          if (i % told.every === 0)
            webContents.send('demiface:event:run.epoch', {
              run: told.step.run,
              stage: told.step.stage,
              epoch: { ...told.epoch, epoch: told.from + i / told.every },
            });
          if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 8));
        }
      },
      {
        steps: HOUR.steps / parts,
        every: HOUR.steps / HOUR.epochs,
        from: 101 + (part * HOUR.epochs) / parts,
        step: {
          ...{ run: RUNS.runs, stage: key, kind, epoch: 1, epochs: 160, step: 0, steps: 300 },
          ...{ loss: 1, imagesPerSecond: 400, etaS: 100 },
        } satisfies RunStep,
        epoch: {
          ...{
            epoch: 0,
            loss: 0.5,
            rate: 0.01,
            metrics: { accuracy: 0.8 },
            figures: {},
            imagesPerSecond: 400,
          },
        } satisfies EpochPoint,
      },
    );
    heapMb.push(await heap());
  }
  const longest = await page.evaluate(() =>
    Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
  );
  return { longestTaskMs: Math.round(longest), heapMb };
}

await main();
