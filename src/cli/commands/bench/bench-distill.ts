import type { Command } from 'commander';

import type { DistillBenchOptions } from '../../../training/bench/distill.ts';
import { benchDistillation } from '../../../training/bench/distill.ts';
import { median } from '../../../common/math/quantile.ts';
import type { Net } from '../../../training/presets/index.ts';
import { NETS } from '../../../training/presets/index.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import { countNumber, oneOf } from '../../input/options.ts';

interface DistillBenchFlags extends Pick<DistillBenchOptions, 'net' | 'rounds'> {
  size?: number;
  batch?: number;
  pictures?: number;
  json?: boolean;
}

/** Epochs of seconds on two processor cores. */
const USUAL: Readonly<Record<Net, { size: number; batch: number; pictures: number }>> = {
  compact: { size: 64, batch: 64, pictures: 1280 },
  'vgg-f': { size: 224, batch: 16, pictures: 240 },
  'vgg-face': { size: 224, batch: 4, pictures: 24 },
  'resnet-50': { size: 224, batch: 4, pictures: 48 },
};

export function registerBenchDistill(bench: Command, io: Io): void {
  bench
    .command('distill')
    .description('an epoch of each distillation beside one of a student of the same net')
    .option('--net <net>', NETS.join(', '), oneOf(NETS), 'compact')
    .option('--size <pixels>', 'side of the pictures', countNumber)
    .option('--batch <n>', 'pictures of one step', countNumber)
    .option('--pictures <n>', 'training pictures', countNumber)
    .option('--rounds <n>', 'how often each is measured', countNumber, 3)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench distill --net vgg-f')
    .action(async ({ net, rounds, json, ...flags }: DistillBenchFlags) => {
      const options = { net, rounds, ...USUAL[net], ...flags };
      const { device, engine } = await readyEngine(io);
      const seconds = await benchDistillation({ ...options, signal: io.signal });
      const ratio = (kind: 'standard' | 'triplet') =>
        median(seconds.map((round) => round[kind] / round.student));
      const figures = { standardPerStudent: ratio('standard'), tripletPerStudent: ratio('triplet') };
      if (json) return io.json({ ...options, device, engine, ...figures, seconds });
      io.line(
        `${net} at ${options.size}×${options.size}, batches of ${options.batch}, ${options.pictures} pictures`,
      );
      io.line(`  standard distillation: ${figures.standardPerStudent.toFixed(2)} student epochs`);
      io.line(`  triplet loss: ${figures.tripletPerStudent.toFixed(2)} student epochs`);
    });
}
