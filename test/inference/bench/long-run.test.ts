import { expect, it } from 'vitest';

import type { MemorySample } from '../../../src/inference/bench/long-run.ts';
import { longRun, residentSpread } from '../../../src/inference/bench/long-run.ts';
import { createDetector } from '../../../src/inference/detection/detector.ts';
import { liveScene } from '../../support/live-scenes.ts';

it('reports how far resident memory lies apart', () => {
  const samples = [98, 100, 102].map((residentMb) => ({ residentMb }) as MemorySample);
  expect(residentSpread(samples)).toBeCloseTo(0.04, 12);
});

it('counts what is alive every five minutes of camera time', { timeout: 120_000 }, async () => {
  const at = await liveScene([]);
  const detector = await createDetector();
  const samples = await longRun(
    [await at(0)],
    { detector, modelsFor: () => [] },
    {
      ...{ minutes: 10, speed: 300, signal: new AbortController().signal },
      onSample: () => {},
    },
  );
  await detector.dispose();
  expect(samples.map(({ minutes }) => minutes)).toEqual([5, 10]);
  for (const { tensors, sessions, residentMb, framesRead } of samples) {
    // Both nets of the detector; no tensor outlives its frame.
    expect([tensors, sessions]).toEqual([0, 2]);
    expect(residentMb).toBeGreaterThan(50);
    expect(framesRead).toBeGreaterThan(0);
  }
});

it('stops when it is aborted', async () => {
  const detector = await createDetector();
  const stopped = AbortSignal.abort();
  const picture = { data: new Uint8Array(64 * 48 * 3), width: 64, height: 48 };
  await expect(
    longRun(
      [picture],
      { detector, modelsFor: () => [] },
      { minutes: 5, speed: 1, signal: stopped, onSample: () => {} },
    ),
  ).rejects.toMatchObject({ code: 'interrupted' });
  await detector.dispose();
});
