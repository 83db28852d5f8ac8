import { join } from 'node:path';

import type { Command } from 'commander';

import type { Io } from '../../output/io.ts';
import { runBench } from './run-bench.ts';

/** By their places in the app's folder: the command imports nothing of the app. */
const CORE = join(import.meta.dirname, '../../../main/core/features/session/report/bench/bench-main.ts');
const WINDOW = join(import.meta.dirname, '../../../../scripts/app/bench/session-pdf.ts');

export function registerBenchSession(bench: Command, io: Io): void {
  bench
    .command('session')
    .description('a therapy session of an hour: opening it, moving its timeline, report, exports')
    .option('--pdf', 'the PDF too, which needs the window')
    .addHelpText('after', '\nExample:\n  $ demiface bench session --pdf')
    .action(async ({ pdf = false }: { pdf?: boolean }) => {
      await runBench(io, CORE);
      if (pdf) await runBench(io, WINDOW);
    });
}
