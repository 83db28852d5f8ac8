import { setTimeout as sleep } from 'node:timers/promises';

import { DemifaceError } from '../../common/error.ts';
import { quantile } from '../../common/math/quantile.ts';
import type { Picture } from '../runtime/picture.ts';
import type { FrameTimes, LivePipelineOptions } from '../live/live-pipeline.ts';
import { createLivePipeline } from '../live/live-pipeline.ts';
import { message } from '../../messages/message.ts';

/** A camera's. */
const FRAMES_PER_SECOND = 30;
/** Frames in which code is compiled and faces are found; not measured. */
const WARM_UP = 20;

export interface LiveFigures {
  /** A tracked frame in the core to its reading, in milliseconds. */
  readonly msP50: number;
  readonly msP95: number;
  /** A frame on which the detector looked for new faces. */
  readonly detectMsP95: number;
  /** Faces read, one frame after the other. */
  readonly readingsPerSecond: number;
  readonly framesPerSecond: number;
  /** Of tracked frames, medians; `detectFindMs` of the others. */
  readonly parts: Record<'sceneMs' | 'findMs' | 'coverMs' | 'readMs' | 'detectFindMs', number>;
  /** Mean faces that were followed on a frame. */
  readonly faces: number;
}

/**
 * Reads frames as fast as it goes, on the clock of a camera.
 * @throws DemifaceError `interrupted`
 */
export async function maxThroughput(
  pictures: readonly Picture[],
  options: LivePipelineOptions,
  signal: AbortSignal,
): Promise<LiveFigures> {
  const all: FrameTimes[] = [];
  const reader = createLivePipeline({ ...options, onTimes: (times) => all.push(times) });
  let faces = 0;
  let startMs = 0;
  for (const [i, picture] of [...pictures.slice(0, WARM_UP), ...pictures].entries()) {
    stopIf(signal);
    if (i === WARM_UP) startMs = performance.now();
    const frame = await reader.process({ picture, atMs: (i * 1000) / FRAMES_PER_SECOND });
    if (i >= WARM_UP) faces += frame.faces.length;
  }
  const seconds = (performance.now() - startMs) / 1000;
  const measured = all.slice(-pictures.length);
  const tracked = measured.filter(({ didDetect }) => !didDetect);
  const detected = measured.filter(({ didDetect }) => didDetect);
  return {
    msP50: timeAt(tracked, 'totalMs', 0.5),
    msP95: timeAt(tracked, 'totalMs', 0.95),
    detectMsP95: timeAt(detected, 'totalMs', 0.95),
    readingsPerSecond: measured.reduce((sum, { facesPredicted }) => sum + facesPredicted, 0) / seconds,
    framesPerSecond: pictures.length / seconds,
    parts: {
      sceneMs: timeAt(tracked, 'sceneMs', 0.5),
      findMs: timeAt(tracked, 'findMs', 0.5),
      coverMs: timeAt(tracked, 'occlusionMs', 0.5),
      readMs: timeAt(tracked, 'predictMs', 0.5),
      detectFindMs: timeAt(detected, 'findMs', 0.5),
    },
    faces: faces / pictures.length,
  };
}

/**
 * Reads frames as a camera gives them, and no faster.
 * @returns processor time as a share of one core
 * @throws DemifaceError `interrupted`
 */
export async function coreShare(
  pictures: readonly Picture[],
  options: LivePipelineOptions,
  signal: AbortSignal,
): Promise<number> {
  const reader = createLivePipeline(options);
  const stepMs = 1000 / FRAMES_PER_SECOND;
  const startMs = performance.now();
  const used = process.cpuUsage();
  for (const [i, picture] of pictures.entries()) {
    stopIf(signal);
    const earlyMs = startMs + i * stepMs - performance.now();
    if (earlyMs > 0) await sleep(earlyMs);
    await reader.process({ picture, atMs: i * stepMs });
  }
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000 / (performance.now() - startMs);
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new DemifaceError('interrupted', message('jobs.benchmarkStopped'));
}

/** @returns the quantile of a part's times, ms; 0 where there is no frame */
function timeAt(frames: readonly FrameTimes[], part: TimedPart, share: number): number {
  if (frames.length === 0) return 0;
  return quantile(Float64Array.from(frames, (times) => times[part]).sort(), share);
}

type TimedPart = Exclude<keyof FrameTimes, 'didDetect' | 'facesPredicted'>;
