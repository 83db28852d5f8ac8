import { on } from 'node:events';
import type { Interface } from 'node:readline';

import type { FrameSize } from '../runtime/picture.ts';

/** What ffmpeg reports of a frame before it writes it. */
export interface FrameInfo extends FrameSize {
  /** Milliseconds; null where it has no time. */
  readonly atMs: number | null;
}

/** Filters that report each frame in the log, last of those that change it; needs `-v level+info`. */
export const REPORTED_FRAMES = 'settb=1/1000000,sidedata=delete,showinfo=checksum=0';

/** Such as `n:   9 pts: 360000 pts_time:0.36 fmt:rgb24 sar:1/1 s:400x300 i:P`: `pts_time` has six digits only. */
const INFO = /\bn: *\d+ pts: *(-?\d+|NOPTS) .* s:(\d+)x(\d+) i:/;

/** Takes lines from the log from now on: what is unread when its program ends is lost. */
export function frameInfos(log: Interface): AsyncGenerator<FrameInfo, undefined> {
  return infosIn(on(log, 'line', { close: ['close'] }) as AsyncIterable<[string]>);
}

async function* infosIn(lines: AsyncIterable<[string]>): AsyncGenerator<FrameInfo, undefined> {
  for await (const [line] of lines) {
    const [, pts, width, height] = INFO.exec(line) ?? [];
    if (pts === undefined) continue;
    yield { atMs: pts === 'NOPTS' ? null : Number(pts) / 1000, width: Number(width), height: Number(height) };
  }
}
