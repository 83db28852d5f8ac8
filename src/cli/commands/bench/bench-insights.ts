import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import type { Io } from '../../output/io.ts';

/** By its place in the app's folder: the command imports nothing of the app. */
const ENTRY = join(import.meta.dirname, '../../../main/core/features/audience/insights/bench-main.ts');

export function registerBenchInsights(bench: Command, io: Io): void {
  bench
    .command('insights')
    .description(
      'answers, backup, closing and deletion over a year of 24 made cameras, and how long the core is held up by each',
    )
    .addHelpText('after', '\nExample:\n  $ demiface bench insights')
    .action(async () => {
      const child = fork(ENTRY, [], { execArgv: [] });
      const stop = () => child.kill();
      io.signal.addEventListener('abort', stop);
      child.on('message', (line: string) => io.line(line));
      const [code] = (await once(child, 'exit')) as [number | null];
      io.signal.removeEventListener('abort', stop);
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was kept');
      if (code !== 0) throw new Error(`the bench ended with exit code ${code}`);
    });
}
