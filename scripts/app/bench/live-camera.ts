import type { Page } from 'playwright-core';

import { setUpCounting } from '../counting.ts';
import type { LaunchedApp } from '../launch.ts';
import { until } from '../launch.ts';
import type { Times } from './frame-times.ts';
import { frameTimes, timesOf, watchFrames } from './frame-times.ts';

const MEASURED_MS = 20_000;

export interface LiveFigures {
  /** Between two frames of the page. */
  frames: Times;
  /** From the camera until what was read of its picture is on the screen. */
  toScreen: Times;
  /** Pictures that were read. */
  perSecond: number;
}

/** Looks through the webcam in the Store, as somebody who watches the door does. */
export async function watchCamera({ ask, page }: LaunchedApp): Promise<LiveFigures> {
  await setUpCounting(ask, [{ id: 'door', name: 'Door' }]);
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Start all cameras' }).click();
  const figures = await measured(page);
  await page.getByRole('button', { name: 'Stop all cameras' }).click();
  return figures;
}

/** Looks through it in the Live view, where expressions are predicted too. */
export async function watchLive({ page }: LaunchedApp): Promise<LiveFigures> {
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Turn the camera on' }).click();
  const figures = await measured(page);
  await page.getByRole('button', { name: 'Close' }).click();
  return figures;
}

async function measured(page: Page): Promise<LiveFigures> {
  await until(async () => (await page.locator('video ~ svg text').count()) > 0);
  await watchReadings(page);
  await watchFrames(page);
  await page.waitForTimeout(MEASURED_MS);
  const { toScreenMs, read } = await readings(page);
  return {
    frames: await frameTimes(page),
    toScreen: timesOf(toScreenMs),
    perSecond: Math.round((read * 10_000) / MEASURED_MS) / 10,
  };
}

/**
 * Notes when each picture that is read was taken and when boxes moved after it. A picture's own time is on the camera's
 * clock; the one that came soonest gives the offset of that clock to the page's.
 */
async function watchReadings(page: Page): Promise<void> {
  await page.evaluate(() => {
    /** No reading comes back sooner: boxes that move so soon are those of the picture before. */
    const MIN_MS = 2;
    const taken: { cameraMs: number; atMs: number }[] = [];
    const drawn: { cameraMs: number; atMs: number }[] = [];
    const copyTo = Reflect.get<VideoFrame, 'copyTo'>(VideoFrame.prototype, 'copyTo');
    VideoFrame.prototype.copyTo = function (this: VideoFrame, ...given) {
      taken.push({ cameraMs: this.timestamp / 1000, atMs: performance.now() });
      return copyTo.apply(this, given);
    };
    const afterPaint = new MessageChannel();
    const waiting: number[] = [];
    afterPaint.port1.onmessage = () => {
      for (const cameraMs of waiting.splice(0)) drawn.push({ cameraMs, atMs: performance.now() });
    };
    const moved = new MutationObserver(() => {
      const now = performance.now();
      const last = taken.findLast(({ atMs }) => now - atMs >= MIN_MS);
      if (!last) return;
      requestAnimationFrame(() => {
        waiting.push(last.cameraMs);
        afterPaint.port2.postMessage(null);
      });
    });
    const marks = document.querySelector('video ~ svg')!;
    moved.observe(marks, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { liveTimes: { taken, drawn } });
  });
}

async function readings(page: Page): Promise<{ toScreenMs: number[]; read: number }> {
  return page.evaluate(() => {
    type Time = { cameraMs: number; atMs: number };
    const { taken, drawn } = (window as unknown as { liveTimes: { taken: Time[]; drawn: Time[] } }).liveTimes;
    const offset = Math.min(...taken.map(({ cameraMs, atMs }) => atMs - cameraMs));
    const toScreenMs = drawn.map(({ cameraMs, atMs }) => atMs - cameraMs - offset);
    return { toScreenMs, read: taken.length };
  });
}
