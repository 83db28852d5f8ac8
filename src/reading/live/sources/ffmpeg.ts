import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

import { DemifaceError } from '../../../artifact/error.ts';

/** A program of ffmpeg's that is running. */
export interface Running {
  readonly stdout: Readable;
  /**
   * Waits for its end.
   * @throws DemifaceError `missing` where the program is not installed, `unreadable` with its own last words where it failed
   */
  ended: () => Promise<void>;
  stop: () => void;
}

/** Most of a complaint that is kept. */
const WORDS = 400;

/** Starts `ffmpeg` or `ffprobe`, which write no file. */
export function startProgram(program: 'ffmpeg' | 'ffprobe', args: readonly string[], file: string): Running {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-WORDS)));
  const closed = once(child, 'close').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DemifaceError(
      'missing',
      `reading a video needs ${program}, which is not installed: install the package ffmpeg (apt install ffmpeg)`,
    );
  });
  closed.catch(() => {}); // whoever waits for the end is told
  let isStopped = false;
  return {
    stdout: child.stdout,
    async ended() {
      const [code] = (await closed) as [number | null];
      if (code === 0 || isStopped) return;
      const [last = ''] = words.trim().split('\n').slice(-1);
      throw new DemifaceError('unreadable', `${file} cannot be read as a video: ${last}`);
    },
    stop() {
      isStopped = true;
      child.kill('SIGKILL');
    },
  };
}
