import { join } from 'node:path';

import type { Command } from 'commander';

import { countNumber } from '../../input/options.ts';
import type { Io } from '../../output/io.ts';
import { runBench } from './run-bench.ts';

/** By its place in the app's folder: the command imports nothing of the app. */
const ENTRY = join(import.meta.dirname, '../../../main/core/features/session/streams/bench/bench-main.ts');

export function registerBenchStream(bench: Command, io: Io): void {
  bench
    .command('stream')
    .description('emergency stops and readings to a VR program in another process, over WebSocket and OSC')
    .option('--stops <n>', 'how many stops are sent', countNumber, 250)
    .addHelpText('after', '\nExample:\n  $ demiface bench stream --stops 1000')
    .action(async ({ stops }: { stops: number }) => {
      await runBench(io, ENTRY, [String(stops)]);
    });
}
