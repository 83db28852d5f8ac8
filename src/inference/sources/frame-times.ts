import { on } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Filters that write each frame's time to file descriptor 3 before the frame itself is written. */
export const PRINTED_TIMES = [
  'settb=1/1000000',
  'metadata=mode=add:key=demiface:value=1', // Frames without metadata are not printed.
  'metadata=mode=print:key=demiface:file=pipe\\\\:3:direct=1',
].join(',');

/** Such as `frame:12   pts:480000  pts_time:0.48`: `pts_time` has six digits only. */
const LINE = /^frame:\d+\s+pts:(-?\d+|NOPTS)\s/;

/**
 * Takes lines from the stream from now on: what is unread when its program ends is lost.
 * @returns the time of each frame in milliseconds; null where it has none
 */
export function frameTimes(stream: Readable): AsyncGenerator<number | null, undefined> {
  const lines = on(createInterface({ input: stream, crlfDelay: Infinity }), 'line', { close: ['close'] });
  return timesIn(lines as AsyncIterable<[string]>);
}

async function* timesIn(lines: AsyncIterable<[string]>): AsyncGenerator<number | null, undefined> {
  for await (const [line] of lines) {
    const pts = LINE.exec(line)?.[1];
    if (pts !== undefined) yield pts === 'NOPTS' ? null : Number(pts) / 1000;
  }
}
