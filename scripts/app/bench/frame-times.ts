import type { Page } from 'playwright-core';

import { quantile } from '../../../src/common/math/quantile.ts';

/** How long something took, ms. */
export interface Times {
  p50Ms: number;
  p95Ms: number;
  longestMs: number;
}

/** Begins to note the time between two frames of the page. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const next = (now: number) => {
      frames.push(now - last);
      last = now;
      if (frames === (window as unknown as { frameTimes: number[] }).frameTimes) requestAnimationFrame(next);
    };
    Object.assign(window, { frameTimes: frames });
    requestAnimationFrame(next);
  });
}

/** Between two frames since `watchFrames`. Nothing is noted any more. */
export async function frameTimes(page: Page): Promise<Times> {
  const frames = await page.evaluate(() => {
    const { frameTimes } = window as unknown as { frameTimes: number[] };
    Object.assign(window, { frameTimes: null });
    return frameTimes.slice(2);
  });
  return timesOf(frames);
}

/** @param durations at least one, ms */
export function timesOf(durations: readonly number[]): Times {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(quantile(sorted, share) * 10) / 10;
  return { p50Ms: at(0.5), p95Ms: at(0.95), longestMs: Math.round(sorted.at(-1)!) };
}
