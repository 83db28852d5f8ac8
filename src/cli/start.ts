import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../artifact/error.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { runCurriculum } from '../training/curriculum/run.ts';
import { reportedSplit } from '../training/data/roles.ts';
import type { Evaluation } from '../training/evaluate.ts';
import { evaluateModel } from '../training/evaluate.ts';
import { findPreset, withSettings } from '../training/presets/index.ts';
import { collect, preparedSet } from './data-roots.ts';
import { engineText, readyEngine } from './engine.ts';
import type { Io } from './io.ts';
import { writeReadFaces } from './read-faces-sheet.ts';
import { tableLines } from './table.ts';
import { textHooks } from './train.ts';

interface StartOptions {
  data?: string[];
  runs: string;
}

/** A taste of the curriculum in a few minutes; the presets themselves take about an hour. */
const SHORT = ['limitPictures=8000', 'teacher.epochs=4', 'student.epochs=2'];

const JOBS = [
  { layout: 'ferplus', preset: 'compact-expression-lower', sign: 'ferplus' },
  { layout: 'utkface', preset: 'compact-gender-upper', sign: 'utkface' },
] as const;

/** Where real data lie beside a checkout of the project. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** The first job for which there are data: `layout=ROOT`, a folder with `ferplus` or `utkface` in it, or FER+ itself. */
function findJob(said: readonly string[]): {
  preset: string;
  layout: (typeof JOBS)[number]['layout'];
  root: string;
} {
  for (const { layout, preset, sign } of JOBS) {
    const named = said.find((text) => text.startsWith(`${layout}=`));
    if (named !== undefined) return { layout, preset, root: named.slice(layout.length + 1) };
    const around = (said.length > 0 ? said : [BESIDE]).find((root) => existsSync(join(root, sign)));
    if (around !== undefined) return { layout, preset, root: join(around, sign) };
  }
  const [root] = said;
  if (root !== undefined) return { layout: 'ferplus', preset: JOBS[0].preset, root };
  throw new DemifaceError(
    'missing',
    'no pictures to train on; point at a data set: npm start -- --data ferplus=FOLDER (FER+) or --data utkface=FOLDER (UTKFace)',
  );
}

export function registerStart(program: Command, io: Io): void {
  program
    .command('start')
    .description(
      'the main job on real pictures in a few minutes: train a short teacher and student, read held-out faces',
    )
    .option('--data <root>', 'ferplus=FOLDER, utkface=FOLDER, or a folder that holds both', collect)
    .option('--runs <folder>', 'where stages and their models lie', 'runs')
    .addHelpText('after', '\nExample:\n  $ npm start -- --data ferplus=../shared/data/ferplus')
    .action(async ({ data = [], runs }: StartOptions) => {
      const { layout, preset: id, root } = findJob(data);
      const preset = withSettings(findPreset(id), SHORT);
      const engine = await readyEngine(io);
      io.note(`Engine: ${engineText(engine)}`);
      io.note(`Data: ${layout} at ${root}`);
      const prepared = await preparedSet(layout, root, { size: preset.inputSize, color: preset.color }, io);
      const done = await runCurriculum(preset, prepared, runs, {
        ...textHooks(io, preset),
        wanted: ['student'],
        note: io.note,
        signal: io.signal,
      });
      const models = Object.fromEntries(done.map(({ node, model }) => [node.kind, model])) as Record<
        'teacher' | 'student',
        ModelFolder
      >;
      const split = reportedSplit(prepared.pictures);
      const { visible } = preset;
      const measure = (model: ModelFolder, shown: 'full' | typeof visible) =>
        evaluateModel(model, prepared, { split, visible: shown, signal: io.signal });
      io.note(`Reading the held-out faces (${split} split) …`);
      const rows = [
        { model: 'teacher', trained: 'full', shown: 'full', ...(await measure(models.teacher, 'full')) },
        { model: 'teacher', trained: 'full', shown: visible, ...(await measure(models.teacher, visible)) },
        { model: 'student', trained: visible, shown: visible, ...(await measure(models.student, visible)) },
      ];
      printTable(io, rows);
      io.line(
        `Read on the ${split} split of ${layout}; settings chosen on: ${models.student.card.data.choosing}.`,
      );
      io.line(
        'A few minutes of training on a third of the pictures: the full curriculum (demiface train) does better.',
      );
      const sheet = join(runs, 'read-faces.png');
      await writeReadFaces(sheet, {
        prepared,
        teacher: models.teacher,
        student: models.student,
        full: rows[0]!,
        half: rows[2]!,
      });
      io.line(`Read faces: ${sheet}`);
    });
}

interface Row extends Evaluation {
  model: string;
  trained: string;
  shown: string;
}

function printTable(io: Io, rows: readonly Row[]): void {
  const figures = rows.map(({ model, trained, shown, report }) => {
    const value =
      report.maeYears === null
        ? `${(100 * report.accuracy).toFixed(1)} % (weighted ${(100 * report.weightedAccuracy).toFixed(1)} %)`
        : `MAE ${report.maeYears.toFixed(2)} years`;
    return [model, trained, shown, String(report.n), value];
  });
  const table = [['model', 'trained on', 'reads', 'faces', 'accuracy'], ...figures];
  for (const line of tableLines(table)) io.line(line);
}
