import type { Command } from 'commander';

import { benchTraining } from '../../../training/bench/bench.ts';
import type { Net } from '../../../training/presets/index.ts';
import { NETS } from '../../../training/presets/index.ts';
import { registerBenchClient } from './bench-client.ts';
import { registerBenchDistill } from './bench-distill.ts';
import { registerBenchEnsemble } from './bench-ensemble.ts';
import { registerBenchFind } from './bench-find.ts';
import { registerBenchInfer } from './bench-infer.ts';
import { registerBenchInsights } from './bench-insights.ts';
import { registerBenchLive } from './bench-live.ts';
import { registerBenchMine } from './bench-mine.ts';
import { registerBenchRetrain } from './bench-retrain.ts';
import { registerBenchSession } from './bench-session.ts';
import { registerBenchStream } from './bench-stream.ts';
import { registerBenchTalking } from './bench-talking.ts';
import { registerBenchUi } from './bench-ui.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import { countNumber, oneOf } from '../../input/options.ts';

interface TrainBenchFlags {
  net: Net;
  size?: number;
  batch?: number;
  steps: number;
  mixed?: boolean;
  json?: boolean;
}

/** Input and batch size at which each network is usually measured. */
const USUAL: Readonly<Record<Net, { size: number; batch: number }>> = {
  compact: { size: 64, batch: 32 },
  'vgg-f': { size: 224, batch: 16 },
  'vgg-face': { size: 224, batch: 4 },
  'resnet-50': { size: 224, batch: 4 },
};

export function registerBench(program: Command, io: Io): void {
  const bench = program
    .command('bench')
    .description('figures for this machine')
    .addHelpText('after', '\nExample:\n  $ demiface bench train --net compact');
  bench
    .command('train')
    .description('training steps: pictures in memory, then through the input pipeline')
    .option('--net <net>', NETS.join(', '), oneOf(NETS), 'compact')
    .option('--size <pixels>', 'side of the pictures', countNumber)
    .option('--batch <n>', 'pictures of one step', countNumber)
    .option('--steps <n>', 'steps that are measured', countNumber, 20)
    .option(
      '--mixed',
      'in mixed precision, as the compact presets train where the processor has a unit for it',
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench train --net vgg-f --size 224 --batch 16')
    .action(async ({ net, steps, mixed = false, json, ...flags }: TrainBenchFlags) => {
      const { size = USUAL[net].size, batch = USUAL[net].batch } = flags;
      const { device, engine } = await readyEngine(io);
      const figures = await benchTraining({ net, size, batch, steps, mixed, signal: io.signal });
      if (json) return io.json({ net, size, batch, mixed, device, engine, ...figures });
      const precision = mixed ? ', mixed precision' : '';
      io.line(
        `${net} at ${size}×${size}, batches of ${batch}, ${figures.mode}${precision}, ${engine} on the ${device}`,
      );
      io.line(
        `  ${figures.imagesPerSecond.toFixed(1)} images/s, ${figures.imagesPerSecondWithPipeline.toFixed(1)} through the pipeline`,
      );
      io.line(
        `  ${(figures.imagesPerSecond * figures.gigaMacs).toFixed(2)}·10⁹ multiply-adds/s forward (${figures.gigaMacs.toFixed(4)} a picture)`,
      );
      io.line(`  ${figures.params.toLocaleString('en')} parameters`);
    });
  registerBenchDistill(bench, io);
  registerBenchMine(bench, io);
  registerBenchInfer(bench, io);
  registerBenchFind(bench, io);
  registerBenchInsights(bench, io);
  registerBenchLive(bench, io);
  registerBenchClient(bench, io);
  registerBenchEnsemble(bench, io);
  registerBenchRetrain(bench, io);
  registerBenchSession(bench, io);
  registerBenchStream(bench, io);
  registerBenchTalking(bench, io);
  registerBenchUi(bench, io);
}
