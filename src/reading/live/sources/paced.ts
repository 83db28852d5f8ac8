import { setTimeout as sleep } from 'node:timers/promises';

import type { FrameSource } from './frame-source.ts';

/**
 * A clip at the pace of its own clock, as a camera would send it: a frame is dropped where the next one is due already.
 * @param speed 2: twice as fast as it was taken
 */
export function paced(source: FrameSource, { speed = 1 }: { speed?: number } = {}): FrameSource {
  return {
    async *frames(signal) {
      let firstDueMs: number | undefined;
      let [firstMs, lastMs] = [0, 0];
      for await (const frame of source.frames(signal)) {
        if (firstDueMs === undefined) {
          firstDueMs = performance.now();
          firstMs = lastMs = frame.atMs;
        }
        const stepMs = (frame.atMs - lastMs) / speed;
        lastMs = frame.atMs;
        const earlyMs = firstDueMs + (frame.atMs - firstMs) / speed - performance.now();
        if (stepMs > 0 && -earlyMs > stepMs) continue;
        if (earlyMs > 0) await sleep(earlyMs, undefined, { signal }).catch(() => {});
        if (signal.aborted) return;
        yield frame;
      }
    },
  };
}
