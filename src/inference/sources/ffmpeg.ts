import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

/** How a program ended. */
export interface Ending {
  /** 0: as it should; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first error that it reported of the video, whether or not that ended it; empty: none. */
  readonly complaint: string;
  /** A thread wrote into the middle of another one's line: its level is lost, so it may be an error. */
  readonly isMixed: boolean;
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
 * @param args with `-v level+…`: the level of each line separates errors from the rest
 */
export function startProgram(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Running {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = child;
  let complaint = '';
  let isMixed = false;
  let packets: number | null = null;
  const log = createInterface({ input: stderr, crlfDelay: Infinity });
  log.on('line', (line) => {
    if (complaint === '' && !OF_PIPE.test(line)) complaint = errorIn(line).slice(0, COMPLAINT_CHARS);
    isMixed ||= MIXED.test(line);
    const read = PACKETS.exec(line)?.[1];
    if (read !== undefined) packets = (packets ?? 0) + Number(read);
  });
  for (const pipe of [stdout, stderr]) pipe.on('error', () => {}); // The end of the program reports the cause.
  const closed = once(child, 'close').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DemifaceError('missing', message('video.noProgram', { program }));
  });
  closed.catch(() => {}); // `ended` reports it.
  return {
    stdout,
    log,
    async ended() {
      const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
      return { code, signal, complaint, isMixed, packets };
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Of what is written, not of what is read: that times go back in it where a video changes its size or its rate. */
const OF_PIPE = /^\[(image2pipe|null|vost#)/;
/** Such as `[h264 @ 0x55f0] [error] no frame!`: the parts that wrote it come first. */
const ERROR = /^(?:\[[^\]]* @ 0x[0-9a-f]+\] )*\[(?:error|fatal|panic)\] (.*)$/;
/** Lines of `showinfo`, each written in several steps, with something else between these. */
const MIXED = / iskey:\d type:\S \S|\[info\] color_range:(?!.* color_trc:\S+$)/;
/** That parts of a picture were lost and made up: of the level `info`, and wherever another thread's line is cut in two. */
const CONCEALED = /concealing \d+ DC, \d+ AC, \d+ MV errors in \S+ frame/;

/** Of each stream of a file, at the end. */
const PACKETS = /Input stream #\d+:\d+ \(video\): (\d+) packets read/;

function errorIn(line: string): string {
  return ERROR.exec(line)?.[1]?.trim() ?? CONCEALED.exec(line)?.[0] ?? '';
}

/**
 * @returns the options that write every frame once, in its own size: instead of filling a constant rate (renamed in ffmpeg
 * 5.1), and of scaling to the size of the first (`-autoscale 0` would be a file named 0 to ffmpeg 7)
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
    throw new DemifaceError('missing', message('video.oldProgram', { major: major!, minor: minor! }));
  return [version < 5.01 ? '-vsync' : '-fps_mode', 'passthrough', '-noautoscale'];
}
