import { join } from 'node:path';

import type { Command } from 'commander';

import { cacheFolder } from '../../../artifact/places.ts';
import type { ModelFolder } from '../../../artifact/model-folder.ts';
import { mean } from '../../../training/evaluation/metrics/mae.ts';
import type { PreparedSet } from '../../../training/datasets/prepared.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import { youngerModel, benchRetraining } from '../../../training/bench/retrain.ts';
import type { RetrainBench, Shift } from '../../../training/bench/retrain.ts';
import { readModel } from '../../../training/library/load-model.ts';
import { findModel } from '../../../training/library/model-library.ts';
import { collect, preparedSet, rootFor } from '../../input/data-roots.ts';
import { countNumber, oneOf } from '../../input/options.ts';
import type { Io } from '../../output/io.ts';

interface RetrainBenchFlags {
  data: string[];
  shift: Shift;
  from: string;
  pictures: number;
  seeds: number;
  keep: boolean;
  json?: boolean;
}

/** Of the model of 20 to 59 years. */
const YOUNGER = { size: 64, color: 'rgb' } as const;

export function registerBenchRetrain(bench: Command, io: Io): void {
  bench
    .command('retrain')
    .description(
      'what a model gains on pictures of another kind by retraining, and loses on those of the old kind',
    )
    .requiredOption('--data <layout=root>', 'ferplus=ROOT for dark, utkface=ROOT for older', collect)
    .option(
      '--shift <kind>',
      'dark: pictures darkened and noisy; older: faces from 60 years on, of a model that has learned from 20 to 59',
      oneOf(['dark', 'older'] as const),
      'dark',
    )
    .option('--from <model>', 'the model to adapt, of expression; with dark', 'expression.lower')
    .option('--pictures <n>', 'labeled pictures of each class', countNumber, 50)
    .option('--seeds <n>', 'how often, with other pictures each time', countNumber, 3)
    .option('--no-keep', 'without pictures of the old kind')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench retrain --data ferplus=ferplus --shift dark')
    .action((flags: RetrainBenchFlags) => benchRetrain(flags, io));
}

async function benchRetrain(flags: RetrainBenchFlags, io: Io): Promise<void> {
  const { shift, pictures: perClass, seeds, keep: keepsOld } = flags;
  const { device, engine } = await readyEngine(io);
  const { from, prepared } = await begun(flags, io);
  const layout = shift === 'dark' ? 'ferplus' : 'utkface';
  const runs: RetrainBench[] = [];
  const options = { shift, from, layout, prepared, perClass, keepsOld, signal: io.signal } as const;
  for await (const run of benchRetraining({
    ...options,
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
  })) {
    runs.push(run);
    if (!flags.json) io.line(runLine(run));
  }
  if (flags.json) return io.json({ shift, perClass, keepsOld, device, engine, from: from.card.name, runs });
  const gained = (part: 'shifted' | 'old') => points(mean(runs.map((run) => run[part].difference)));
  io.line(`mean of ${seeds}: ${gained('shifted')} on the shifted pictures, ${gained('old')} on the old kind`);
}

async function begun(
  { shift, from, data }: RetrainBenchFlags,
  io: Io,
): Promise<{ from: ModelFolder; prepared: PreparedSet }> {
  if (shift === 'older') {
    const prepared = await preparedSet('utkface', rootFor('utkface', data), YOUNGER, io);
    io.note('A model of faces from 20 to 59 years is trained first, once.');
    const folder = join(cacheFolder(), 'bench', `younger-${prepared.fingerprint.slice(0, 12)}`);
    return { from: await youngerModel(prepared, folder, io.signal), prepared };
  }
  const model = readModel(findModel(from, undefined).path);
  return {
    from: model,
    prepared: await preparedSet('ferplus', rootFor('ferplus', data), model.card.preprocessing, io),
  };
}

/** `seed 1, 400 pictures, 95 s: 60.1 → 64.2 % on 3,100 shifted pictures (+4.1), 81.6 → 81.2 % on 3,100 of the old kind (−0.4)` */
function runLine({ seed, pictures, seconds, shifted, old }: RetrainBench): string {
  const change = ({ figures: [before, after], difference }: RetrainBench['old']) =>
    `${percent(before.accuracy!)} → ${percent(after.accuracy!)} % (${points(difference)})`;
  return `seed ${seed}, ${pictures} pictures, ${seconds.toFixed(0)} s: ${change(shifted)} on ${shifted.n} shifted pictures, ${change(old)} on ${old.n} of the old kind`;
}

const percent = (share: number): string => (100 * share).toFixed(1);
const points = (share: number): string =>
  `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)} points`;
