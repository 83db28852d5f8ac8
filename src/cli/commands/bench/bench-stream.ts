import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import { countNumber } from '../../input/options.ts';
import type { Io } from '../../output/io.ts';

/** By its place in the app's folder: the command imports nothing of the app. */
const ENTRY = join(import.meta.dirname, '../../../main/core/features/session/streams/bench/bench-main.ts');

export function registerBenchStream(bench: Command, io: Io): void {
  bench
    .command('stream')
    .description('emergency stops and readings to a VR program in another process, over WebSocket and OSC')
    .option('--stops <n>', 'how many stops are sent', countNumber, 250)
    .addHelpText('after', '\nExample:\n  $ demiface bench stream --stops 1000')
    .action(async ({ stops }: { stops: number }) => {
      const child = fork(ENTRY, [String(stops)], { execArgv: [] });
      const stop = () => child.kill();
      io.signal.addEventListener('abort', stop);
      child.on('message', (line: string) => io.line(line));
      const [code] = (await once(child, 'exit')) as [number | null];
      io.signal.removeEventListener('abort', stop);
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was kept');
      if (code !== 0) throw new Error(`the bench ended with exit code ${code}`);
    });
}
