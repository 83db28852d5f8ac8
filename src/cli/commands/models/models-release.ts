import { join } from 'node:path';

import type { Command } from 'commander';
import { Option } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import type { LabeledTask, Visible } from '../../../artifact/labels.ts';
import { TASKS, VISIBLE } from '../../../artifact/labels.ts';
import { writeInferenceFolder } from '../../../artifact/model-folder.ts';
import { checkOutputFile, checkOwnFolder } from '../../../artifact/output-place.ts';
import { shippedModels } from '../../../artifact/places.ts';
import { curriculumPictures } from '../../../training/curriculum/pictures.ts';
import { readModel } from '../../../training/library/load-model.ts';
import { findPreset } from '../../../training/presets/index.ts';
import type { Release } from '../../../training/release/release-model.ts';
import { releaseModel } from '../../../training/release/release-model.ts';
import { predictionsPath, writePredictions } from '../../../training/release/predictions-file.ts';
import { acceptDeprecatedFlag } from '../../input/deprecated-flag.ts';
import { collect } from '../../input/data-roots.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import type { ListedModel } from '../../../training/library/model-library.ts';
import { findModels } from '../../../training/library/model-library.ts';
import { pictureOpener } from '../../input/picture-opener.ts';

interface ReleaseOptions {
  models: string;
  data: string[];
  out: string;
  only?: string[];
  predictions?: string;
  json?: boolean;
}

export function registerModelsRelease(models: Command, io: Io): void {
  const predictionsOption = new Option(
    '--predictions <folder>',
    'write the prediction for every picture that the cards rest on: a .csv.gz each',
  );
  acceptDeprecatedFlag(models.command('release'), new Option('--answers <folder>'), predictionsOption, io)
    .description('the best trained model of each kind as it ships: half precision, calibrated, measured')
    .requiredOption('--data <root>', 'the data sets that they were trained on, layout=ROOT each', collect)
    .option('--models <folder>', 'a runs folder', 'runs')
    .option('--out <folder>', 'where the released models lie', shippedModels())
    .option('--only <task.visible...>', 'these alone, such as expression.lower', collect)
    .addOption(predictionsOption)
    .option('--json', 'one JSON document: the cards')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface models release --data ferplus=data/ferplus --data utkface=data/utkface',
    )
    .action(async ({ models: library, data, out, only, predictions, json }: ReleaseOptions) => {
      const trained = findModels(library);
      const cells = CELLS.filter((cell) => !only || only.includes(nameOf(cell)));
      if (cells.length === 0)
        throw new DemifaceError('usage', `--only ${only!.join(' ')} names no model such as expression.lower`);
      for (const cell of cells) {
        checkOwnFolder(join(out, nameOf(cell)));
        if (predictions !== undefined) checkOutputFile(predictionsPath(predictions, cell));
      }
      await readyEngine(io);
      const cards = [];
      for (const cell of cells) {
        const { task, visible } = cell;
        const name = nameOf(cell);
        const listed = trained.filter(({ card }) => card.task === task && card.visible === visible);
        const release = listed.length > 0 ? await releaseOf(listed, data, io) : undefined;
        if (!release) {
          io.note(`${name}: no model trained on these pictures in ${library}`);
          continue;
        }
        const path = join(out, name);
        writeInferenceFolder(path, release);
        if (predictions !== undefined)
          writePredictions(predictionsPath(predictions, release.card), release.card, release.predictions);
        cards.push({ ...release.card, path });
        tell(io, name, release, path);
      }
      if (cards.length === 0)
        throw new DemifaceError('missing', `no model in ${library} was trained on these pictures`);
      if (json) io.json(cards);
    });
}

interface Cell {
  task: LabeledTask;
  visible: Visible;
}

const CELLS: readonly Cell[] = [
  ...TASKS.flatMap((task) => VISIBLE.map((visible) => ({ task, visible }))),
  { task: 'occlusion', visible: 'full' },
];

/** `expression.lower`; `occlusion` alone, for it is classified on whole boxes. */
function nameOf({ task, visible }: Cell): string {
  return task === 'occlusion' ? task : `${task}.${visible}`;
}

/** Undefined if none of them was trained on these pictures as they are. */
async function releaseOf(
  listed: readonly ListedModel[],
  data: readonly string[],
  io: Io,
): Promise<Release | undefined> {
  const preset = findPreset(listed[0]!.card.stage.preset);
  const prepared = await pictureOpener(preset, data, io)();
  const { fingerprint } = prepared;
  const fitting = listed.filter(({ card }) => card.data.fingerprint === fingerprint);
  if (fitting.length === 0) return undefined;
  const pictures = curriculumPictures(preset, prepared, []);
  return releaseModel(
    fitting.map(({ path }) => readModel(path)),
    pictures,
    io.signal,
  );
}

function tell(io: Io, name: string, release: Release, path: string): void {
  const { card, candidates, chosen, balance } = release;
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const { metrics } = card.measured!;
  const figure =
    metrics['maeYears'] === undefined
      ? `accuracy ${percent(metrics['accuracy']!)} (weighted ${percent(metrics['weightedAccuracy']!)}), calibration error ${percent(metrics['ece']!)}, confident in ${percent(metrics['confidentCoverage']!)}, precision of these ${percent(metrics['confidentAccuracy']!)}`
      : `MAE ${metrics['maeYears'].toFixed(2)} years, ${percent(metrics['within80']!)} within the interval`;
  io.line(`${name}: ${figure}, on ${card.measured!.n} pictures of ${card.measured!.split}`);
  for (const candidate of candidates) {
    const { models, flip, gigaMacs, error, loss } = candidate;
    const who = models.map(({ card: { stage } }) => `${stage.kind}, seed ${stage.seed}`).join(' with ');
    const value =
      card.labels === null ? `${error.toFixed(3)} years` : `${percent(1 - error)}, ${loss.toFixed(4)} nats`;
    const mark = candidate === chosen ? '→' : ' ';
    io.note(`  ${mark} ${who}${flip ? ', mirrored too' : ''}: ${value}, ${gigaMacs.toFixed(3)} GMAC`);
  }
  if (balance)
    io.note(`  prior taken out by ${balance.strength}; ${balance.tried.map(strengthText).join('; ')}`);
  io.note(`  ${path}`);
}

function strengthText({
  strength,
  accuracy,
  weightedAccuracy,
  ece,
}: NonNullable<Release['balance']>['tried'][number]): string {
  return `${strength}: ${(100 * accuracy).toFixed(1)} (${(100 * weightedAccuracy).toFixed(1)}, ECE ${(100 * ece).toFixed(1)})`;
}
