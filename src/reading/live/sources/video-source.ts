import { existsSync } from 'node:fs';

import { z } from 'zod';

import { DemifaceError } from '../../../artifact/error.ts';
import { startProgram } from './ffmpeg.ts';
import type { FrameSource } from './frame-source.ts';
import { portableFrames } from './portable-frames.ts';

export interface VideoSourceOptions {
  /** The size of every frame; else the video's. */
  scaledTo?: { width: number; height: number };
  /** Which frame comes first, counted from 0. Those before are decoded all the same: their numbers and times are exact. */
  fromFrame?: number;
}

/**
 * A video file through ffmpeg, a program beside ours: frames come through a pipe and memory stays the same however long
 * the video is.
 */
export function videoSource(file: string, { scaledTo, fromFrame = 0 }: VideoSourceOptions = {}): FrameSource {
  return {
    async *frames(signal) {
      if (signal.aborted) return;
      if (!existsSync(file)) throw new DemifaceError('missing', `${file} is not there; expected a video`);
      const { rate } = await probe(file);
      const filters = [
        `fps=${rate}`,
        ...(fromFrame > 0 ? [`trim=start_frame=${fromFrame}`, 'setpts=PTS-STARTPTS'] : []),
        ...(scaledTo ? [`scale=${scaledTo.width}:${scaledTo.height}`] : []),
      ];
      const args = ['-nostdin', '-v', 'error', '-i', `file:${file}`];
      const output = ['-map', '0:v:0', '-vf', filters.join(','), '-f', 'image2pipe', '-c:v', 'ppm', '-'];
      const running = startProgram('ffmpeg', [...args, ...output], file);
      signal.addEventListener('abort', running.stop, { once: true });
      try {
        let nth = fromFrame;
        for await (const picture of portableFrames(running.stdout)) {
          if (signal.aborted) return;
          yield { picture, atMs: (nth++ * 1000) / valueOf(rate) };
        }
        await running.ended();
      } finally {
        signal.removeEventListener('abort', running.stop);
        running.stop();
      }
    },
  };
}

/**
 * @returns how many frames a video is said to have; it may hold some more or fewer
 * @throws DemifaceError as `videoSource`
 */
export async function videoLength(file: string): Promise<number> {
  if (!existsSync(file)) throw new DemifaceError('missing', `${file} is not there; expected a video`);
  const { rate, seconds } = await probe(file);
  return Math.round(seconds * valueOf(rate));
}

const probed = z.object({
  streams: z.array(z.object({ avg_frame_rate: z.string(), r_frame_rate: z.string() })),
  format: z.object({ duration: z.coerce.number().optional() }),
});

/** @returns frames per second as ffmpeg writes them, `30000/1001`; how long it is, 0 where nobody knows */
async function probe(file: string): Promise<{ rate: string; seconds: number }> {
  const asked = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'stream=avg_frame_rate,r_frame_rate:format=duration',
  ];
  const running = startProgram('ffprobe', [...asked, '-of', 'json', `file:${file}`], file);
  let text = '';
  for await (const data of running.stdout) text += String(data);
  await running.ended();
  const { streams, format } = probed.parse(JSON.parse(text));
  const rate = [streams[0]?.avg_frame_rate, streams[0]?.r_frame_rate].find(
    (said) => said && valueOf(said) > 0,
  );
  if (!rate) throw new DemifaceError('unreadable', `${file} holds no video`);
  return { rate, seconds: format.duration ?? 0 };
}

function valueOf(rate: string): number {
  const [above, below] = rate.split('/').map(Number);
  return below ? above! / below : NaN;
}
