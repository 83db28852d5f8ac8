import { fork } from 'node:child_process';

import { DemifaceError, errorOf } from '../../common/error.ts';
import type { Ended, ServeCommand } from '../../inference/live/serving.ts';

/**
 * Runs the core in a process, and a group of processes, of its own: Ctrl-C reaches this one alone, which requests a clean
 * end. A core whose command is gone ends too.
 * @param entry its first file, found by its place in the app's folder: nothing of it is imported
 * @throws DemifaceError why it ended, but where all was done; Error if it ended without a word
 */
export async function runCore<Message extends { kind: string }>(
  entry: string,
  args: readonly string[],
  onMessage: (message: Exclude<Message, Ended>) => void,
  signal: AbortSignal,
): Promise<void> {
  const core = fork(entry, args, {
    execArgv: [],
    detached: true,
    // Standard output is for results alone, which this process prints.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
  let ended: Ended | undefined;
  core.on('message', (message: Message | Ended) => {
    if (message.kind === 'ended') ended = message as Ended;
    else onMessage(message as Exclude<Message, Ended>);
  });
  const stop = () => core.connected && core.send({ kind: 'stop' } satisfies ServeCommand, () => {});
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const how = await new Promise<string>((resolve, reject) => {
      let isGone = false;
      let code: string | null = null;
      const settle = () => isGone && code !== null && resolve(code);
      core.on('error', reject);
      core.on('disconnect', () => {
        isGone = true; // and all its messages were received
        settle();
      });
      core.on('exit', (exitCode, by) => {
        code = by ?? `exit code ${exitCode}`;
        settle();
      });
    });
    if (!ended)
      throw new Error(`the process that works ended by itself (${how}); nothing is lost, start it again`);
    const { refusal } = ended;
    if (refusal === null) return;
    if (refusal.code === 'internal') throw errorOf(refusal.message);
    throw new DemifaceError(refusal.code, refusal.message);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
