import type { Command } from 'commander';

import type { Task } from '../../../artifact/labels.ts';
import { TASKS } from '../../../artifact/labels.ts';
import { benchEnsemble } from '../../../training/bench/ensemble.ts';
import { PENALTIES } from '../../../training/presets/method.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import { countNumber, oneOf } from '../../input/options.ts';
import { tableLines } from '../../output/table.ts';

interface EnsembleBenchFlags {
  task: Task;
  rows: number;
  width: number;
  json?: boolean;
}

export function registerBenchEnsemble(bench: Command, io: Io): void {
  bench
    .command('ensemble')
    .description(
      'made embeddings in memory to the last layer of an ensemble: a linear SVC or SVR for every C',
    )
    .option('--task <task>', `${TASKS.join(', ')}: how many outputs`, oneOf(TASKS), 'expression')
    .option('--rows <n>', 'training embeddings', countNumber, 25_000)
    .option('--width <n>', 'numbers of one embedding', countNumber, 512)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench ensemble --task age')
    .action(async ({ task, rows, width, json }: EnsembleBenchFlags) => {
      const { device, engine } = await readyEngine(io);
      const progress = io.progress('Solving');
      let done = 0;
      const bench = await benchEnsemble({
        task,
        rows,
        width,
        penalties: PENALTIES,
        signal: io.signal,
        onC: () => progress.update(++done, PENALTIES.length),
      }).finally(() => progress.end());
      if (json) return io.json({ task, rows, width, device, engine, ...bench });
      io.line(`${task} from ${rows} × ${width}, ${engine} on the ${device}: ${bench.seconds.toFixed(1)} s`);
      const cells = bench.figures.map(({ C, seconds, accuracy, mae }) => [
        ...[`C = ${C}`, `${seconds.toFixed(1)} s`],
        accuracy === null
          ? `mean absolute error ${mae!.toFixed(4)}`
          : `accuracy ${(100 * accuracy).toFixed(1)} %`,
      ]);
      for (const line of tableLines(cells)) io.line(line);
    });
}
