import { existsSync } from 'node:fs';

import { z } from 'zod';

import { DemifaceError } from '../../../artifact/error.ts';
import { startProgram } from './ffmpeg.ts';
import type { FrameSource } from './frame-source.ts';
import { portableFrames } from './portable-frames.ts';

export interface VideoSourceOptions {
  /** The size of every frame; else the video's. */
  scaledTo?: { width: number; height: number };
  /** Where in the video to begin. */
  fromMs?: number;
}

/**
 * A video file through ffmpeg, a program beside ours: frames come through a pipe and memory stays the same however long
 * the video is.
 */
export function videoSource(file: string, { scaledTo, fromMs = 0 }: VideoSourceOptions = {}): FrameSource {
  return {
    async *frames(signal) {
      if (signal.aborted) return;
      if (!existsSync(file)) throw new DemifaceError('missing', `${file} is not there; expected a video`);
      const rate = await framesPerSecond(file);
      const filters = [`fps=${rate}`, ...(scaledTo ? [`scale=${scaledTo.width}:${scaledTo.height}`] : [])];
      const args = ['-nostdin', '-v', 'error', '-ss', String(fromMs / 1000), '-i', `file:${file}`];
      const output = ['-map', '0:v:0', '-vf', filters.join(','), '-f', 'image2pipe', '-c:v', 'ppm', '-'];
      const running = startProgram('ffmpeg', [...args, ...output], file);
      signal.addEventListener('abort', running.stop, { once: true });
      try {
        let nth = 0;
        for await (const picture of portableFrames(running.stdout)) {
          if (signal.aborted) return;
          yield { picture, atMs: fromMs + (nth++ * 1000) / valueOf(rate) };
        }
        await running.ended();
      } finally {
        signal.removeEventListener('abort', running.stop);
        running.stop();
      }
    },
  };
}

const probed = z.object({
  streams: z.array(z.object({ avg_frame_rate: z.string(), r_frame_rate: z.string() })),
});

/** As ffmpeg writes it: `30000/1001`. */
async function framesPerSecond(file: string): Promise<string> {
  const asked = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'stream=avg_frame_rate,r_frame_rate',
  ];
  const running = startProgram('ffprobe', [...asked, '-of', 'json', `file:${file}`], file);
  let text = '';
  for await (const data of running.stdout) text += String(data);
  await running.ended();
  const [stream] = probed.parse(JSON.parse(text)).streams;
  const rate = [stream?.avg_frame_rate, stream?.r_frame_rate].find((said) => said && valueOf(said) > 0);
  if (!rate) throw new DemifaceError('unreadable', `${file} holds no video`);
  return rate;
}

function valueOf(rate: string): number {
  const [above, below] = rate.split('/').map(Number);
  return below ? above! / below : NaN;
}
