import type { Command } from 'commander';

import type { Card } from '../../artifact/card.ts';
import type { Visible } from '../../artifact/labels.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import { currentName } from '../../artifact/old-names.ts';
import { writeOutputFile } from '../../artifact/output-files.ts';
import { checkOutputFile } from '../../artifact/output-place.ts';
import type { PreparedSet } from '../../training/datasets/prepared.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Layout, MadeLayout, Split } from '../../training/sources/types.ts';
import { LAYOUTS, SPLITS } from '../../training/sources/types.ts';
import type { Evaluation } from '../../training/evaluation/evaluate.ts';
import { trainingOverlap } from '../../training/curriculum/training-overlap.ts';
import { isTrainedOn } from '../../training/curriculum/trained-on.ts';
import { evaluateModel } from '../../training/evaluation/evaluate.ts';
import { fewNote } from '../../training/evaluation/few.ts';
import { readModel } from '../../training/library/load-model.ts';
import { csvLine } from '../../common/csv-line.ts';
import { asLayout, collect, preparedSet, rootFor } from '../input/data-roots.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import { occlusionRoots, preparedOcclusionPictures } from '../input/occlusion-data.ts';
import { occlusionLines } from '../output/occlusion-lines.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import {
  interpretationOf,
  interpretedFor,
  withCropped,
  withInterpretation,
} from '../input/interpretation.ts';
import type { Io } from '../output/io.ts';
import { trainingOverlapLine } from '../output/training-overlap-line.ts';
import { otherDataLine } from '../output/other-data-line.ts';
import { findModel, MODELS_OPTION_HELP } from '../../training/library/model-library.ts';
import { oneOf } from '../input/options.ts';

interface EvaluateOptions extends InterpretationOptions {
  models?: string;
  layout: string;
  data: string[];
  split?: Split | 'all';
  visible?: Visible;
  predictions?: string;
  json?: boolean;
}

export function registerEvaluate(program: Command, io: Io): void {
  withCropped(withInterpretation(program.command('evaluate')))
    .argument('<model>', 'a model folder, or a name in the library')
    .description('measure one model on one labeled set')
    .requiredOption(
      '--layout <layout>',
      `${LAYOUTS.join(', ')}, or occlusion (made of utkface, ferplus and occluded)`,
      currentName,
    )
    .requiredOption('--data <root>', 'the data set, or layout=root', collect)
    .option(
      '--split <split>',
      'train, val, test or all (default: test, or val where there is none)',
      oneOf([...SPLITS, 'all'] as const),
    )
    .option('--visible <half>', 'full, lower or upper (default: what the model was made for)', oneOf(VISIBLE))
    .option('--predictions <file.csv>', 'write file,label,prediction, one row a picture')
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface evaluate expression.lower --layout ferplus --data data/ferplus',
    )
    .action(async (name: string, options: EvaluateOptions) => {
      if (options.predictions !== undefined) checkOutputFile(options.predictions);
      const { layout, open } = labeledSet(options, io);
      const folder = readModel(findModel(name, options.models).path);
      await readyEngine(io);
      const prepared = await open(folder.card);
      const split = options.split ?? reportedSplit(prepared.pictures);
      const visible = options.visible ?? folder.card.visible;
      const isOtherData = !isTrainedOn(folder, prepared);
      const evaluation = await evaluateModel(folder, prepared, { split, visible, signal: io.signal });
      if (options.predictions !== undefined) writeOutputFile(options.predictions, predictionsCsv(evaluation));
      const missing = missingClassesNote(folder.card, evaluation);
      if (missing !== undefined) io.note(missing);
      const few = fewNote(evaluation.report.n);
      if (few !== undefined) io.note(few);
      const learned = isOtherData ? null : trainingOverlap(folder.card, prepared, evaluation.pictures);
      const chosen = { chosenOn: folder.card.data.choosing, isOtherData, trainedOn: learned };
      if (options.json)
        return io.json({
          ...{ model: folder.card.name, split, visible, leftOut: prepared.leftOut.length },
          ...chosen,
          ...evaluation.report,
        });
      printReport(
        io,
        `${folder.card.name} on ${split} of ${layout}, ${visible} face`,
        evaluation,
        isOtherData,
      );
      if (layout === 'occlusion') for (const line of occlusionLines(evaluation)) io.line(line);
      if (isOtherData) io.line(otherDataLine([folder.card.name]));
      const warning = trainingOverlapLine(folder.card.name, learned, evaluation.report.n);
      if (warning !== undefined) io.line(warning);
      io.line(`Settings were chosen on: ${folder.card.data.choosing}.`);
    });
}

/** `The model has no class neutral (10 pictures): they count as wrong.` */
function missingClassesNote({ labels }: Card, { head, truth }: Evaluation): string | undefined {
  const missing = head.labels?.slice(labels!.length) ?? [];
  if (missing.length === 0) return undefined;
  const counts = missing.map((label, i) => {
    const n = truth.filter((index) => index === labels!.length + i).length;
    return `${label} (${n} ${n === 1 ? 'picture' : 'pictures'})`;
  });
  return `The model has no class ${counts.join(', ')}: they count as wrong.`;
}

/** The set that is requested, not yet opened. */
function labeledSet({ layout: name, data, ...options }: EvaluateOptions, io: Io): LabeledSet {
  if (name === 'occlusion') {
    const roots = occlusionRoots(data);
    return {
      layout: name,
      open: ({ preprocessing: { size } }) => preparedOcclusionPictures(roots, size, io),
    };
  }
  const layout = asLayout(name);
  const root = rootFor(layout, data);
  const interpretation = interpretationOf(options);
  return {
    layout,
    open: ({ task, preprocessing, crop }) =>
      preparedSet(layout, root, { ...preprocessing, crop }, io, interpretedFor(task, interpretation)),
  };
}

interface LabeledSet {
  layout: Layout | MadeLayout;
  open: (card: Pick<Card, 'task' | 'preprocessing' | 'crop'>) => Promise<PreparedSet>;
}

const PREDICTIONS_HEADER = 'file,label,prediction';

/** Files as the data set names them, labels by name, ages as numbers. */
function predictionsCsv({ head: { labels }, pictures, truth, predicted }: Evaluation): string {
  const say = (value: number) => labels?.[value] ?? value;
  const rows = pictures.map((picture, i) => csvLine([picture.name, say(truth[i]!), say(predicted[i]!)]));
  return [PREDICTIONS_HEADER, ...rows, ''].join('\n');
}

const percent = (value: number) => (100 * value).toFixed(1);

function printReport(io: Io, title: string, { report }: Evaluation, isOtherData: boolean): void {
  io.line(`${title}: ${report.n.toLocaleString('en')} pictures`);
  if (report.maeYears !== null) {
    const [low, high] = report.ci95.maeYears;
    io.line(
      `  mean absolute error  ${report.maeYears.toFixed(2)} years  (${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
  } else {
    const { accuracy, weightedAccuracy, ci95 } = report;
    const range = ([low, high]: readonly [number, number]) => `(${percent(low)} to ${percent(high)})`;
    io.line(`  accuracy           ${percent(accuracy)} %  ${range(ci95.accuracy)}`);
    io.line(`  weighted accuracy  ${percent(weightedAccuracy)} %  ${range(ci95.weightedAccuracy)}`);
    io.line(`  calibration error  ${percent(report.ece)} %`);
    io.line(`  always "${report.majorityBaseline.label}"  ${percent(report.majorityBaseline.accuracy)} %`);
    printConfusion(io, report.labels, report.confusion);
  }
  const training = isOtherData ? 'the training split of this set' : 'training';
  if (report.copies && report.withoutCopies) {
    const { withoutCopies } = report;
    const figure =
      'maeYears' in withoutCopies
        ? `mean absolute error ${withoutCopies.maeYears.toFixed(2)} years`
        : `accuracy ${percent(withoutCopies.accuracy)} %`;
    io.line(
      `Without the ${report.copies} pictures that also stand in ${training} (${withoutCopies.n} left): ${figure}`,
    );
  } else if (report.copies) io.line(`All ${report.copies} pictures also stand in ${training}.`);
}

function printConfusion(io: Io, labels: readonly string[], confusion: readonly (readonly number[])[]): void {
  const corner = 'truth \\ read';
  const width = Math.max(corner.length, ...labels.map((label) => label.length));
  // Names are not cut: those of a user's own classes may begin alike.
  const line = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(width)}  ${cells.map((cell, i) => String(cell).padStart(Math.max(6, labels[i]!.length))).join(' ')}`;
  io.line(line(corner, labels));
  confusion.forEach((row, i) => {
    io.line(line(labels[i]!, row));
  });
}
