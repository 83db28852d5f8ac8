import { setImmediate } from 'node:timers/promises';
import { queryObjects } from 'node:v8';

import { DemifaceError } from '../../common/error.ts';
import { InferenceSession, Tensor } from '../runtime/onnx-runtime.ts';
import type { Picture } from '../runtime/picture.ts';
import type { LivePipelineOptions } from '../live/live-pipeline.ts';
import { createLivePipeline } from '../live/live-pipeline.ts';
import type { FrameSource } from '../sources/frame-source.ts';
import { paced } from '../sources/paced.ts';
import { message } from '../../messages/message.ts';

/** A camera's. */
const FRAMES_PER_SECOND = 30;
/** From one look at the memory to the next, of camera time; the first of these is warm-up. */
const EVERY_MINUTES = 5;
const MEGABYTE = 1 << 20;

/** What reading takes up after so much camera time. */
export interface MemorySample {
  readonly minutes: number;
  /** Of the whole process, in megabytes. */
  readonly residentMb: number;
  /** JavaScript's own, after garbage was collected. */
  readonly heapMb: number;
  /** Objects of ONNX Runtime that are alive. */
  readonly tensors: number;
  readonly sessions: number;
  /** Frames read since the start; the others came while one was read. */
  readonly framesRead: number;
}

export interface LongRunOptions {
  /** Of camera time; rounded up to a multiple of five. */
  minutes: number;
  /** 2: an hour of camera time in half an hour. */
  speed: number;
  signal: AbortSignal;
  onSample: (sample: MemorySample) => void;
}

/**
 * Reads pictures over and over as a camera would send them.
 * @returns what it takes up every five minutes of camera time, the first after five
 * @throws DemifaceError `interrupted`
 */
export async function longRun(
  pictures: readonly Picture[],
  reading: LivePipelineOptions,
  { minutes, speed, signal, onSample }: LongRunOptions,
): Promise<MemorySample[]> {
  const reader = createLivePipeline(reading);
  const samples: MemorySample[] = [];
  let framesRead = 0;
  for await (const frame of paced(endless(pictures), { speed }).frames(signal)) {
    await reader.process(frame);
    framesRead++;
    const due = (samples.length + 1) * EVERY_MINUTES;
    if (frame.atMs < due * 60_000) continue;
    const sample = { minutes: due, ...takenUp(), framesRead };
    samples.push(sample);
    onSample(sample);
    if (due >= minutes) return samples;
  }
  throw new DemifaceError('interrupted', message('jobs.benchmarkStopped'));
}

/** @returns how far resident memory lies apart over the samples, as a share of its mean */
export function residentSpread(samples: readonly MemorySample[]): number {
  const sizes = samples.map(({ residentMb }) => residentMb);
  const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
  return (Math.max(...sizes) - Math.min(...sizes)) / mean;
}

/** Collects garbage, which counting objects does of itself. */
function takenUp(): Pick<MemorySample, 'residentMb' | 'heapMb' | 'tensors' | 'sessions'> {
  const alive = (kind: object) => queryObjects(kind as never, { format: 'count' });
  const [tensors, sessions] = [alive(Tensor), alive(InferenceSession)];
  const { rss, heapUsed } = process.memoryUsage();
  return {
    residentMb: rss / MEGABYTE,
    heapMb: heapUsed / MEGABYTE,
    tensors,
    sessions,
  };
}

function endless(pictures: readonly Picture[]): FrameSource {
  return {
    async *frames(signal) {
      for (let i = 0; !signal.aborted; i++) {
        yield { picture: pictures[i % pictures.length]!, atMs: (i * 1000) / FRAMES_PER_SECOND };
        await setImmediate(); // so that a signal is handled where frames are dropped
      }
    },
  };
}
