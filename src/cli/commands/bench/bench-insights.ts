import { join } from 'node:path';

import type { Command } from 'commander';

import type { Io } from '../../output/io.ts';
import { runBench } from './run-bench.ts';

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
      await runBench(io, ENTRY);
    });
}
