import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { DemifaceError } from '../../common/error.ts';

/** How a program ended. */
export interface Ending {
  /** 0: as it should; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first error that it reported of the video, whether or not that ended it; empty: none. */
  readonly complaint: string;
  /** How many packets of video it read; null: it did not report it, as it does at the level `verbose`. */
  readonly packets: number | null;
}

/** A program of ffmpeg's that is running. */
export interface Running {
  readonly stdout: Readable;
  /** What it reports, line by line. */
  readonly log: Interface;
  /**
   * Waits for its end.
   * @throws DemifaceError `missing` where the program is not installed
   */
  ended: () => Promise<Ending>;
  stop: () => void;
}

/**
 * Options of what is read: containers and bare streams that hold their pictures themselves. Playlists, lists of files, descriptions of
 * streams and scripts would bring in other files under this one's name.
 */
export const SELF_CONTAINED = [
  '-format_whitelist',
  [
    ...['mov', 'matroska', 'avi', 'asf', 'mpeg', 'mpegts', 'ogg', 'flv', 'mxf', 'nut', 'wtv', 'dv', 'gif'],
    ...[
      'yuv4mpegpipe',
      'mpjpeg',
      'mjpeg',
      'jpeg_pipe',
      'mpegvideo',
      'm4v',
      'h263',
      'h264',
      'hevc',
      'vc1',
      'ivf',
      'obu',
      'av1',
    ],
  ].join(','),
];

/** Most of a complaint that is kept. */
const COMPLAINT_CHARS = 400;

/**
 * Starts `ffmpeg` or `ffprobe`, which write no file.
 * @param args with `-v level+…`: the level of each line tells errors from the rest
 */
export function startProgram(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Running {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = child;
  let complaint = '';
  let packets: number | null = null;
  const log = createInterface({ input: stderr, crlfDelay: Infinity });
  log.on('line', (line) => {
    if (complaint === '' && !OF_PIPE.test(line)) complaint = errorIn(line).slice(0, COMPLAINT_CHARS);
    const read = PACKETS.exec(line)?.[1];
    if (read !== undefined) packets = (packets ?? 0) + Number(read);
  });
  for (const pipe of [stdout, stderr]) pipe.on('error', () => {}); // The end of the program says more.
  const closed = once(child, 'close').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DemifaceError(
      'missing',
      `reading a video needs ${program}, which is not installed: install the package ffmpeg (apt install ffmpeg)`,
    );
  });
  closed.catch(() => {}); // `ended` reports it.
  return {
    stdout,
    log,
    async ended() {
      const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
      return { code, signal, complaint, packets };
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Of the pipe, on which pictures have no times: that those go back in it where a video changes its size. */
const OF_PIPE = /^\[(image2pipe|vost#)/;
/** Such as `[h264 @ 0x55f0] [error] no frame!`: the parts that wrote it come first. */
const ERROR = /^(?:\[[^\]]* @ 0x[0-9a-f]+\] )*\[(?:error|fatal|panic)\] (.*)$/;
/** ffmpeg writes this line in two steps, between which a thread of the decoder may write an error, without its level. */
const AFTER_INFO = / iskey:\d type:\S (\S.*)$/;

/** Of each stream of a file, at the end. */
const PACKETS = /Input stream #\d+:\d+ \(video\): (\d+) packets read/;

function errorIn(line: string): string {
  const error = (ERROR.exec(line) ?? AFTER_INFO.exec(line))?.[1]?.trim() ?? '';
  // Of the pipe again, where a thread of its own wrote between the two steps.
  return /non monoton/i.test(error) ? '' : error;
}

/**
 * @returns the options that write every frame once, in its own size: instead of filling a constant rate (renamed in ffmpeg
 * 5.1), and of scaling to the size of the first
 * @throws DemifaceError `missing`
 */
export async function framesAsStored(): Promise<string[]> {
  const running = startProgram('ffmpeg', ['-version']);
  let text = '';
  for await (const data of running.stdout) text += String(data);
  await running.ended();
  const [, major, minor] = /^ffmpeg version n?(\d+)\.(\d+)/.exec(text) ?? [];
  const version = major === undefined ? Infinity : Number(major) + Number(minor) / 100;
  if (version < 4.04)
    throw new DemifaceError('missing', `reading a video needs ffmpeg 4.4 or newer, found ${major}.${minor}`);
  return [...(version < 5.01 ? ['-vsync', 'passthrough'] : ['-fps_mode', 'passthrough']), '-autoscale', '0'];
}
