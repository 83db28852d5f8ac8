import { fork } from 'node:child_process';
import { once } from 'node:events';

import { DemifaceError } from '../../../common/error.ts';
import type { Io } from '../../output/io.ts';

/**
 * Runs a program of figures in a process of its own, which sends its lines.
 * @param entry its first file, by its place in the app's folder: the command imports nothing of the app
 */
export async function runBench(io: Io, entry: string, args: readonly string[] = []): Promise<void> {
  const child = fork(entry, args, { execArgv: [] });
  const stop = () => child.kill();
  io.signal.addEventListener('abort', stop);
  child.on('message', (line: string) => io.line(line));
  const [code] = (await once(child, 'exit')) as [number | null];
  io.signal.removeEventListener('abort', stop);
  if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was kept');
  if (code !== 0) throw new Error(`the bench ended with exit code ${code}`);
}
