import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { DemifaceError } from '../../common/error.ts';

/** How a program ended. */
export interface Ending {
  /** 0: as it should; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first line that it reported of the video, whether or not that ended it; empty: none. */
  readonly complaint: string;
}

/** A program of ffmpeg's that is running. */
export interface Running {
  readonly stdout: Readable;
  /** File descriptor 3 of the program, for what must not mix with its output. */
  readonly extra: Readable;
  /**
   * Waits for its end.
   * @throws DemifaceError `missing` where the program is not installed
   */
  ended: () => Promise<Ending>;
  stop: () => void;
}

/** Most of a complaint that is kept. */
const COMPLAINT_CHARS = 400;

/** Starts `ffmpeg` or `ffprobe`, which write no file. */
export function startProgram(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Running {
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [, stdout, stderr, extra] = child.stdio as unknown as [null, Readable, Readable, Readable];
  let complaint = '';
  createInterface({ input: stderr, crlfDelay: Infinity }).on('line', (line) => {
    if (complaint === '' && !OF_PIPE.test(line)) complaint = withoutAddress(line).slice(0, COMPLAINT_CHARS);
  });
  for (const pipe of [stdout, stderr, extra]) pipe.on('error', () => {}); // The end of the program says more.
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
    extra,
    async ended() {
      const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
      return { code, signal, complaint };
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Of the pipe, on which pictures have no times: that those go back in it where a video changes its size. */
const OF_PIPE = /^\[(image2pipe|vost#)/;

/** @param line may begin with the part that wrote it, such as `[h264 @ 0x55f0]` */
const withoutAddress = (line: string) => line.trim().replace(/^\[[^\]]*@ 0x[0-9a-f]+\] /, '');

/**
 * @returns the option that writes every frame once instead of filling a constant rate: renamed in ffmpeg 5.1
 * @throws DemifaceError `missing`
 */
export async function everyFrameOnce(): Promise<string[]> {
  const running = startProgram('ffmpeg', ['-version']);
  let text = '';
  for await (const data of running.stdout) text += String(data);
  await running.ended();
  const [, major, minor] = /^ffmpeg version n?(\d+)\.(\d+)/.exec(text) ?? [];
  const isOld = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1));
  return isOld ? ['-vsync', 'passthrough'] : ['-fps_mode', 'passthrough'];
}
