import { statSync } from 'node:fs';

import { z } from 'zod';

import { DemifaceError } from '../../../artifact/error.ts';
import { startProgram } from './ffmpeg.ts';

/** What the header of a file declares of its first video stream; null where it does not say. */
export interface VideoHeader {
  /** May differ from what can be decoded: edit lists leave frames out. */
  readonly frames: number | null;
  /** When its last frame ends, in milliseconds from the start of the file. */
  readonly endMs: number | null;
  /** Mean frames per second. */
  readonly rate: number | null;
}

/** The first video stream that is no attached picture, such as the cover of an album. */
export const VIDEO_STREAM = 'V:0';

const number = z.coerce.number().optional().catch(undefined);
const probed = z.object({
  streams: z.array(
    z.object({
      avg_frame_rate: z.string().optional(),
      r_frame_rate: z.string().optional(),
      nb_frames: number,
      start_time: number,
      duration: number,
      tags: z.object({ DURATION: z.string().optional() }).optional(),
    }),
  ),
  format: z.object({ nb_streams: number, start_time: number, duration: number }),
});
type Stream = z.infer<typeof probed>['streams'][number];
type Format = z.infer<typeof probed>['format'];

/**
 * @throws DemifaceError `missing` if nothing is there or ffprobe is not installed, `unreadable` if it is no file or holds
 * no video, `interrupted`
 */
export async function probeVideo(file: string, signal?: AbortSignal): Promise<VideoHeader> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new DemifaceError('missing', `${file} is not there; expected a video`);
  // A pipe or a device may never end.
  if (!stat.isFile()) throw new DemifaceError('unreadable', `${file} is no regular file; expected a video`);
  const entries =
    'stream=avg_frame_rate,r_frame_rate,nb_frames,start_time,duration:stream_tags=DURATION:format=nb_streams,start_time,duration';
  const asked = ['-v', 'error', '-select_streams', VIDEO_STREAM, '-show_entries', entries, '-of', 'json'];
  const running = startProgram('ffprobe', [...asked, `file:${file}`]);
  signal?.addEventListener('abort', running.stop, { once: true });
  try {
    let text = '';
    for await (const data of running.stdout) text += String(data);
    const { code, complaint } = await running.ended();
    if (signal?.aborted) throw new DemifaceError('interrupted', `stopped before ${file} was read`);
    if (code !== 0)
      throw new DemifaceError('unreadable', `${file} cannot be read as a video: ${inWords(complaint)}`);
    const { streams, format } = probed.parse(JSON.parse(text));
    if (!streams[0]) throw new DemifaceError('unreadable', `${file} holds no video`);
    return headerOf(streams[0], format);
  } finally {
    signal?.removeEventListener('abort', running.stop);
    running.stop();
  }
}

/** MP4 and MOV end with their index, which a copy that was cut off lacks. */
const inWords = (complaint: string) =>
  complaint.includes('moov atom not found')
    ? 'its index is missing, it is cut off or was never finished; copy or export it again'
    : complaint;

function headerOf(stream: Stream, format: Format): VideoHeader {
  const start = format.start_time ?? 0;
  const { duration, start_time: from = start } = stream;
  // Matroska's tag says when the stream ends, not how long it is.
  const tagged = secondsOf(stream.tags?.DURATION);
  // The duration of the whole file may be that of its sound.
  const alone = format.nb_streams === 1 ? format.duration : undefined;
  const end =
    duration !== undefined ? from - start + duration : tagged !== undefined ? tagged - start : alone;
  return {
    frames: stream.nb_frames ?? null,
    endMs: end === undefined ? null : end * 1000,
    rate: valueOf(stream.avg_frame_rate) ?? valueOf(stream.r_frame_rate),
  };
}

/** @param text as Matroska's tags have it, `00:00:04.000000000` */
function secondsOf(text: string | undefined): number | undefined {
  const found = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : undefined;
}

/** @param rate as ffprobe writes it, `30000/1001`; `0/0`: unknown */
function valueOf(rate: string | undefined): number | null {
  const [above, below] = (rate ?? '').split('/').map(Number);
  return above && below ? above / below : null;
}
