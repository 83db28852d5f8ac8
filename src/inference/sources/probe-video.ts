import { z } from 'zod';

import { DemifaceError } from '../../common/error.ts';
import { message, type StoredMessage } from '../../messages/message.ts';
import { statNamedPath } from '../../common/files/named-path.ts';
import { SELF_CONTAINED, startProgram } from './ffmpeg.ts';

/** What a file declares of its first video stream; null where it does not say. */
export interface VideoHeader {
  /** May differ from what can be decoded: edit lists leave frames out. */
  readonly frames: number | null;
  /** Of the file, on the clock of its packets, in milliseconds; frames count their times from it. */
  readonly startMs: number;
  /** When its last frame ends, in milliseconds from the start of the file. */
  readonly endMs: number | null;
  /** `endMs` is the time stamp of its last packet, however far that jumps (transport streams). */
  readonly isEndStamped: boolean;
  /** Mean frames per second. */
  readonly rate: number | null;
  /** Of the first frame as stored, in pixels; 0 where it does not say. */
  readonly width: number;
  readonly height: number;
  /** As ffmpeg names it, such as `h264`. */
  readonly codec: string;
  /** Not interlaced, as far as it is known. */
  readonly isProgressive: boolean;
  /** Width of a stored pixel by its height. */
  readonly pixelAspect: number | null;
  /** How many video streams there are, this one too. */
  readonly streams: number;
  /** Of a video without compression (`.y4m`): the bytes of the file and those of each frame in it. */
  readonly raw: { readonly fileBytes: number; readonly frameBytes: number } | null;
}

/** Those that are no attached pictures, such as the cover of an album. */
const VIDEO_STREAMS = 'V';
export const VIDEO_STREAM = `${VIDEO_STREAMS}:0`;

const number = z.coerce.number().optional().catch(undefined);
const probed = z.object({
  streams: z.array(
    z.object({
      width: number,
      height: number,
      codec_name: z.string().optional(),
      field_order: z.string().optional(),
      avg_frame_rate: z.string().optional(),
      r_frame_rate: z.string().optional(),
      sample_aspect_ratio: z.string().optional(),
      nb_frames: number,
      start_time: number,
      duration: number,
      tags: z.object({ DURATION: z.string().optional() }).optional(),
    }),
  ),
  packets: z.array(z.object({ size: number })).optional(),
  format: z.object({
    format_name: z.string().optional(),
    nb_streams: number,
    start_time: number,
    duration: number,
  }),
});
type Probed = z.infer<typeof probed>;
type Stream = Probed['streams'][number];
type Format = Probed['format'];

const ENTRIES = [
  'stream=width,height,codec_name,field_order,avg_frame_rate,r_frame_rate,sample_aspect_ratio,nb_frames,start_time,duration',
  'stream_tags=DURATION',
  'packet=size',
  'format=format_name,nb_streams,start_time,duration',
].join(':');
/** Of the packets the first alone. */
const FIRST_PACKET = '%+#1';
/** What stands before each frame of a `.y4m` file. */
const Y4M_MARK = 'FRAME\n';

/**
 * @throws DemifaceError `missing` if nothing is there or ffprobe is not installed, `unreadable` if it is no file or holds
 * no video, `interrupted`
 */
export async function probeVideo(file: string, signal?: AbortSignal): Promise<VideoHeader> {
  const stat = statNamedPath(file, message('files.aVideo'));
  // A pipe or a device may never end.
  if (!stat.isFile()) throw new DemifaceError('unreadable', message('video.notRegular', { file }));
  const selected = ['-select_streams', VIDEO_STREAMS, '-read_intervals', FIRST_PACKET];
  const text = await probe(file, [...selected, '-show_entries', ENTRIES, '-of', 'json'], signal);
  const found = probed.parse(JSON.parse(text));
  const [stream] = found.streams;
  if (!stream) throw new DemifaceError('unreadable', message('video.none', { file }));
  return {
    ...headerOf(stream, found.format),
    streams: found.streams.length,
    raw: rawOf(found, stat.size),
  };
}

/**
 * Counts the packets of the first video stream, one a frame; reads the whole file but decodes nothing.
 * @throws DemifaceError as `probeVideo`
 */
export async function countPackets(file: string, signal?: AbortSignal): Promise<number> {
  const selected = ['-select_streams', VIDEO_STREAM, '-count_packets'];
  const entries = ['-show_entries', 'stream=nb_read_packets', '-of', 'default=nokey=1:noprint_wrappers=1'];
  // `N/A` where there is none.
  return Number.parseInt(await probe(file, [...selected, ...entries], signal)) || 0;
}

/** Of the first video stream. */
export interface Packet {
  /** In milliseconds, of the frame in it; null where it has no time. */
  readonly atMs: number | null;
  /** Neither empty nor left out by an edit list. */
  readonly isShown: boolean;
}

/**
 * Reads the whole file but decodes nothing.
 * @returns in the order of the file
 * @throws DemifaceError as `probeVideo`
 */
export async function readPackets(file: string, signal?: AbortSignal): Promise<Packet[]> {
  const entries = ['-show_entries', 'packet=pts_time,size,flags', '-of', 'csv=print_section=0'];
  const text = await probe(file, ['-select_streams', VIDEO_STREAM, ...entries], signal);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [seconds, size, flags] = line.split(',');
      const atMs = Number(seconds) * 1000; // `N/A` where there is none
      return { atMs: Number.isFinite(atMs) ? atMs : null, isShown: size !== '0' && !flags?.includes('D') };
    });
}

async function probe(file: string, options: readonly string[], signal?: AbortSignal): Promise<string> {
  const running = startProgram('ffprobe', [
    '-v',
    'level+error',
    ...SELF_CONTAINED,
    ...options,
    `file:${file}`,
  ]);
  signal?.addEventListener('abort', running.stop, { once: true });
  try {
    let text = '';
    for await (const data of running.stdout) text += String(data);
    const { code, complaint } = await running.ended();
    if (signal?.aborted) throw new DemifaceError('interrupted', message('video.stopped', { file }));
    if (code !== 0)
      throw new DemifaceError(
        'unreadable',
        message('video.unreadable', { file, reason: reasonOf(complaint) }),
      );
    return text;
  } finally {
    signal?.removeEventListener('abort', running.stop);
    running.stop();
  }
}

function reasonOf(complaint: string): StoredMessage {
  // MP4 and MOV end with their index, which a copy that was cut off lacks.
  if (complaint.includes('moov atom not found')) return message('video.indexMissing');
  if (complaint.includes('not on whitelist')) return message('video.listOfFiles');
  return complaint;
}

function rawOf({ packets, format }: Probed, fileBytes: number): VideoHeader['raw'] {
  const size = packets?.[0]?.size;
  if (format.format_name !== 'yuv4mpegpipe' || size === undefined) return null;
  return { fileBytes, frameBytes: Y4M_MARK.length + size };
}

function headerOf(stream: Stream, format: Format): Omit<VideoHeader, 'streams' | 'raw'> {
  const start = format.start_time ?? 0;
  const { duration, start_time: from = start } = stream;
  // Matroska's tag is the time at which the stream ends, not its length.
  const tagged = secondsOf(stream.tags?.DURATION);
  // The duration of the whole file may be that of its sound.
  const alone = format.nb_streams === 1 ? format.duration : undefined;
  const end =
    duration !== undefined ? from - start + duration : tagged !== undefined ? tagged - start : alone;
  return {
    frames: stream.nb_frames ?? null,
    startMs: start * 1000,
    endMs: end === undefined ? null : end * 1000,
    isEndStamped: format.format_name === 'mpegts',
    rate: valueOf(stream.avg_frame_rate) ?? valueOf(stream.r_frame_rate),
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    codec: stream.codec_name ?? '',
    isProgressive: ['progressive', 'unknown', undefined].includes(stream.field_order),
    pixelAspect: valueOf(stream.sample_aspect_ratio),
  };
}

/** @param text as Matroska's tags have it, `00:00:04.000000000` */
function secondsOf(text: string | undefined): number | undefined {
  const found = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : undefined;
}

/** @param ratio as ffprobe writes it, `30000/1001` or `64:45`; `0/0`: unknown */
function valueOf(ratio: string | undefined): number | null {
  const [above, below] = (ratio ?? '').split(/[/:]/).map(Number);
  return above && below ? above / below : null;
}
