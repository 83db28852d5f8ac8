import { setTimeout as sleep } from 'node:timers/promises';

import type { FrameSource } from './frame-source.ts';

/** What time it is; a test has its own. */
export interface Clock {
  nowMs(): number;
  /** Ends early, without an error, where the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const WALL: Clock = {
  nowMs: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/**
 * A clip at the pace of its own clock, as a camera would send it: a frame is dropped where the next one is due already.
 * @param speed 2: twice as fast as it was taken
 */
export function paced(
  source: FrameSource,
  { speed = 1, clock = WALL }: { speed?: number; clock?: Clock } = {},
): FrameSource {
  return {
    async *frames(signal) {
      let firstDueMs: number | undefined;
      let [firstMs, lastMs] = [0, 0];
      for await (const frame of source.frames(signal)) {
        if (firstDueMs === undefined) {
          firstDueMs = clock.nowMs();
          firstMs = lastMs = frame.atMs;
        }
        const stepMs = (frame.atMs - lastMs) / speed;
        lastMs = frame.atMs;
        const earlyMs = firstDueMs + (frame.atMs - firstMs) / speed - clock.nowMs();
        if (stepMs > 0 && -earlyMs > stepMs) continue;
        if (earlyMs > 0) await clock.wait(earlyMs, signal);
        if (signal.aborted) return;
        yield frame;
      }
    },
  };
}
