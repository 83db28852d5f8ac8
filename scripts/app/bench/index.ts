/** Figures of the window on this machine, as one JSON document; `demiface bench ui` runs it. */
import { join } from 'node:path';

import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { fakeWebcam } from '../fake-webcam.ts';
import type { LaunchedApp } from '../launch.ts';
import { writeMadeFaces } from '../made-faces.ts';
import { fillWithRuns } from '../made-runs.ts';
import { openStage } from '../stage.ts';
import { watchCamera, watchLive } from './live-camera.ts';
import { liveHour } from './live-hour.ts';
import { longestTask, watchTasks } from './long-tasks.ts';
import { scroll, showPictures } from './scroll.ts';
import { startTraining } from './training.ts';
import { measureUsable } from './usable.ts';
import { walk } from './walk.ts';

const RUNS = { runs: 1000, epochs: 100 };
/** Training, validation and test; as large as FER+. */
const FACES = [22_000, 1500, 1500] as const;

const note = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const stage = await openStage(note);
  let open: LaunchedApp | undefined;
  try {
    note('Starting the window …');
    await (await stage.launch()).close();
    fillWithRuns(openStore(stage.database), RUNS);
    const usableMs = await measureUsable(stage);
    open = await stage.launch(await fakeWebcam(join(stage.home, 'webcam.mjpeg')));
    await watchTasks(open);
    note('Looking through a camera …');
    const live = await watchCamera(open);
    const liveLongestMs = await longestTask(open);
    const liveView = await watchLive(open);
    const liveViewLongestMs = await longestTask(open);
    note('Opening 1,000 runs of 100 epochs …');
    const openRunsMs = await openRuns(open);
    note('Drawing 25,000 faces …');
    const faces = join(stage.home, 'faces');
    await writeMadeFaces(faces, FACES, { different: 400 });
    await showPictures(open, faces);
    note('Scrolling through them …');
    const scrolled = await scroll(open);
    note('Starting a training …');
    await startTraining(open);
    note('Walking through the views …');
    await walk(open);
    const walkLongestMs = await longestTask(open);
    note('An hour of live curves, at speed …');
    const heapMb = await liveHour(open, RUNS.runs);
    const hourLongestMs = await longestTask(open);
    const figures = {
      usableMs,
      live,
      liveLongestMs,
      liveView,
      liveViewLongestMs,
      openRunsMs,
      scroll: scrolled,
      walkLongestMs,
      hourLongestMs,
      heapMb,
    };
    process.stdout.write(`${JSON.stringify({ electron: stage.electron, ...figures }, null, 2)}\n`);
  } finally {
    await open?.close();
    stage.close();
  }
}

/** From the key that opens the Lab until its runs are drawn. */
async function openRuns({ page }: LaunchedApp): Promise<number> {
  await page.keyboard.press('5');
  await page.waitForTimeout(500);
  return page.evaluate(async () => {
    const start = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '5', bubbles: true }));
    while (!document.querySelector('[data-main]')) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return Math.round(performance.now() - start);
  });
}

await main();
