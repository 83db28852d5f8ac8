import { expect, it } from 'vitest';

import type { Clock } from '../../../src/inference/sources/paced.ts';
import { paced } from '../../../src/inference/sources/paced.ts';

/** Time passes where somebody waits, and where a test says so. */
function handClock() {
  let ms = 1_000_000;
  const waits: number[] = [];
  const clock: Clock = {
    nowMs: () => ms,
    wait(forMs) {
      waits.push(forMs);
      ms += forMs;
      return Promise.resolve();
    },
  };
  return { clock, waits, pass: (passedMs: number) => void (ms += passedMs), nowMs: () => ms };
}

/** Frames at these times. */
const source = (...times: number[]) => ({
  async *frames() {
    for (const atMs of times) {
      await Promise.resolve();
      yield { picture: { data: new Uint8Array(3), width: 1, height: 1 }, atMs };
    }
  },
});
const every20 = source(...Array.from({ length: 10 }, (_, i) => 500 + 20 * i));
const never = new AbortController().signal;

it('gives each frame when it is due, counted from the first', async () => {
  for (const speed of [1, 2]) {
    const { clock, waits, nowMs } = handClock();
    const startMs = nowMs();
    const due: number[][] = [];
    for await (const { atMs } of paced(every20, { speed, clock }).frames(never))
      due.push([atMs, nowMs() - startMs]);
    expect(due).toEqual(Array.from({ length: 10 }, (_, i) => [500 + 20 * i, (20 * i) / speed]));
    expect(waits).toEqual(new Array(9).fill(20 / speed));
  }
});

it('drops what is overdue while a frame is read, and is on time again', async () => {
  const { clock, pass, nowMs } = handClock();
  const startMs = nowMs();
  const seen: number[] = [];
  for await (const { atMs } of paced(every20, { clock }).frames(never)) {
    seen.push(atMs);
    if (atMs === 540) pass(70); // until 110 ms after the first: 560 and 580 are over, 600 is still the latest
    if (atMs === 640) expect(nowMs() - startMs).toBe(140);
  }
  expect(seen).toEqual([500, 520, 540, 600, 620, 640, 660, 680]);
});

it('ends while it waits where its reader stops it', async () => {
  const stop = new AbortController();
  const seen: number[] = [];
  const late = paced(source(0, 3_600_000)).frames(stop.signal);
  for await (const { atMs } of late) {
    seen.push(atMs);
    setImmediate(() => stop.abort());
  }
  expect(seen).toEqual([0]);
});
