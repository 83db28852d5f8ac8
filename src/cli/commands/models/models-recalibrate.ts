import type { Command } from 'commander';
import { Option } from 'commander';

import type { Card } from '../../../artifact/card.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { ModelFolder } from '../../../artifact/model-folder.ts';
import { writeInferenceFolder } from '../../../artifact/model-folder.ts';
import { checkOutputFile, checkOwnFolder } from '../../../artifact/output-place.ts';
import { shippedModels } from '../../../artifact/places.ts';
import { curriculumPictures } from '../../../training/curriculum/pictures.ts';
import { findModels } from '../../../training/library/model-library.ts';
import { readModel } from '../../../training/library/load-model.ts';
import { findPreset } from '../../../training/presets/index.ts';
import type { ModelPredictions } from '../../../training/release/model-predictions.ts';
import { modelPredictions } from '../../../training/release/model-predictions.ts';
import {
  predictionsPath,
  readPredictions,
  writePredictions,
} from '../../../training/release/predictions-file.ts';
import { recalibrated } from '../../../training/release/recalibrate.ts';
import { acceptDeprecatedFlag } from '../../input/deprecated-flag.ts';
import { collect } from '../../input/data-roots.ts';
import { readyEngine } from '../../../training/engine/tf.ts';
import type { Io } from '../../output/io.ts';
import { pictureOpener } from '../../input/picture-opener.ts';
import { shippedName } from '../../output/shipped-markdown.ts';

interface RecalibrateOptions {
  models: string;
  predictions: string;
  data?: string[];
}

export function registerModelsRecalibrate(models: Command, io: Io): void {
  const predictionsOption = new Option(
    '--predictions <folder>',
    'the predictions that the cards rest on: a .csv.gz for each model',
  ).makeOptionMandatory();
  acceptDeprecatedFlag(models.command('recalibrate'), new Option('--answers <folder>'), predictionsOption, io)
    .description(
      'computes thresholds, weak labels and figures of released models anew; weights stay as they are',
    )
    .addOption(predictionsOption)
    .option('--models <folder>', 'the released models', shippedModels())
    .option(
      '--data <root>',
      'the data sets that they were trained on, layout=ROOT each: the predictions are made and written first',
      collect,
    )
    .addHelpText('after', '\nExample:\n  $ demiface models recalibrate --predictions docs/results/models')
    .action(async ({ models: library, predictions: folder, data }: RecalibrateOptions) => {
      const released = findModels(library).filter(({ card }) => card.measured !== null);
      if (released.length === 0)
        throw new DemifaceError('missing', `no released model in ${library}; name a folder that holds some`);
      for (const { path, card } of released) {
        checkOwnFolder(path);
        if (data) checkOutputFile(predictionsPath(folder, card));
      }
      if (data) await readyEngine(io);
      for (const { path, card: before } of released) {
        const model = readModel(path);
        const kept = predictionsPath(folder, before);
        const predictions = data ? await predictedAnew(model, data, io) : readPredictions(kept, before);
        if (data) writePredictions(kept, before, predictions);
        const made = recalibrated(model, predictions);
        writeInferenceFolder(path, made);
        io.line(`${shippedName(before)}: ${changeText(before, made.card)}`);
      }
    });
}

/** @throws DemifaceError `mismatch` if these are not the pictures that the model was released with */
async function predictedAnew(model: ModelFolder, data: readonly string[], io: Io): Promise<ModelPredictions> {
  const { card, path } = model;
  const preset = findPreset(card.stage.preset);
  const prepared = await pictureOpener(preset, data, io)();
  if (prepared.fingerprint !== card.data.fingerprint)
    throw new DemifaceError(
      'mismatch',
      `${path} was released with pictures ${card.data.fingerprint.slice(0, 12)}, found ${prepared.fingerprint.slice(0, 12)}: other pictures, labels or splits; leave out --data to use the predictions that were kept`,
    );
  return modelPredictions(model, curriculumPictures(preset, prepared, []), io.signal);
}

function changeText(before: Card, { confidenceThreshold, selection, labels }: Card): string {
  const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
  if (labels === null) return 'figures computed anew';
  const { coverage, precision } = selection!.threshold!;
  return `confident from ${percent(before.confidenceThreshold)} → ${percent(confidenceThreshold)}: ${percent(coverage)} of ${selection!.n} model-selection pictures, ${percent(precision)} of them right`;
}
