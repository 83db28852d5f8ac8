import type { Command } from 'commander';

import { benchMining } from '../../../training/bench/mine.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import { countNumber } from '../../input/options.ts';

interface MineBenchFlags {
  anchors: number;
  candidates: number;
  width: number;
  runs: number;
  json?: boolean;
}

export function registerBenchMine(bench: Command, io: Io): void {
  bench
    .command('mine')
    .description('hard example mining of one epoch, beside the plain matrix product of the engine')
    .option('--anchors <n>', 'embeddings that look for a negative', countNumber, 5000)
    .option('--candidates <n>', 'embeddings that they look among', countNumber, 2500)
    .option('--width <n>', 'numbers of one embedding', countNumber, 4096)
    .option('--runs <n>', 'searches that are measured', countNumber, 5)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench mine --anchors 25000 --candidates 2500 --width 256')
    .action(async ({ json, ...sizes }: MineBenchFlags) => {
      const { device, engine } = await readyEngine(io);
      const figures = await benchMining({ ...sizes, signal: io.signal });
      if (json) return io.json({ ...sizes, device, engine, ...figures });
      const { anchors, candidates, width } = sizes;
      const { seconds, pairsPerSecond, matMulPairsPerSecond, fractionOfMatMul } = figures;
      const mega = (rate: number) => (rate / 1e6).toFixed(2);
      io.line(`${anchors} × ${candidates} embeddings of ${width}, ${engine} on the ${device}`);
      io.line(`  ${seconds.toFixed(2)} s: ${mega(pairsPerSecond)}·10⁶ pair distances/s`);
      io.line(
        `  ${(fractionOfMatMul * 100).toFixed(0)} % of the plain matrix product (${mega(matMulPairsPerSecond)}·10⁶)`,
      );
    });
}
