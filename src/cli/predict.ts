import { readFileSync } from 'node:fs';

import type { Command } from 'commander';
import sharp from 'sharp';

import { writeFileAtomic } from '../artifact/atomic.ts';
import { DemifaceError } from '../artifact/error.ts';
import type { Task, Visible } from '../artifact/labels.ts';
import { TASKS } from '../artifact/labels.ts';
import { readOnnxModel } from '../artifact/model-folder.ts';
import { decodePicture } from '../reading/decode-picture.ts';
import type { Detector } from '../reading/detector.ts';
import { createDetector } from '../reading/detector.ts';
import { createFaceReader } from '../reading/face-reader.ts';
import type { Hidden } from '../reading/hidden.ts';
import { HIDDEN, SHOWS } from '../reading/hidden.ts';
import type { PictureReading, ReadingModel } from '../reading/read-picture.ts';
import { readPicture } from '../reading/read-picture.ts';
import type { FaceReading } from '../reading/reading.ts';
import { addReading } from '../reading/reading.ts';
import { decodeFace } from '../training/data/decode.ts';
import type { Io } from './io.ts';
import type { ListedModel } from './model-library.ts';
import { bestModel, findModels } from './model-library.ts';
import { oneOf } from './options.ts';
import { picturesIn } from './pictures-in.ts';
import type { Prediction } from './prediction.ts';
import { csvOf, sentence } from './prediction.ts';

interface PredictOptions {
  models: string;
  csv?: string;
  hidden: Hidden | 'auto';
  cropped?: boolean;
  json?: boolean;
}

export function registerPredict(program: Command, io: Io): void {
  program
    .command('predict')
    .argument('<picture...>', 'pictures, or folders of them')
    .description('read expression, gender and age')
    .option('--cropped', 'every picture is one cropped face; else faces are looked for')
    .option('--models <folder>', 'a model, a folder of models or a runs folder', 'runs')
    .option(
      '--hidden <half>',
      'what is hidden: none, upper (headset), lower (mask) or auto',
      oneOf(['auto', ...HIDDEN] as const),
      'auto',
    )
    .option('--csv <file>', 'write the readings, one row a face')
    .option('--json', 'one JSON object a picture')
    .addHelpText('after', '\nExample:\n  $ demiface predict --hidden lower --models runs photos/')
    .action(async (paths: string[], options: PredictOptions) => {
      const files = paths.flatMap(picturesIn);
      if (files.length === 0) throw new DemifaceError('missing', `no pictures in ${paths.join(', ')}`);
      const hidden = options.hidden === 'auto' ? 'none' : options.hidden;
      const visible = SHOWS[hidden];
      const chosen = chooseModels(options.models, visible);
      if (options.hidden === 'auto')
        io.note('No model says what hides a face yet: read as whole faces; say --hidden upper or lower.');
      const models: ReadingModel[] = [];
      const predictions: Prediction[] = [];
      let detector: Detector | undefined;
      let failed = 0;
      try {
        for (const { path, card } of chosen)
          models.push({ card, reader: await createFaceReader(readOnnxModel(path)) });
        if (!options.cropped) detector = await createDetector();
        for (const file of files) {
          if (io.signal.aborted)
            throw new DemifaceError('interrupted', 'stopped before all pictures were read');
          const reading = detector
            ? predictWhole(file, hidden, { detector, modelsFor: () => models })
            : predictCropped(file, hidden, models);
          const prediction = await reading.catch((error: unknown) => {
            io.note(`${file} is left out: ${(error as Error).message}`);
            failed++;
          });
          if (!prediction) continue;
          predictions.push(prediction);
          if (options.json) io.json(prediction);
          else io.line(sentence(prediction));
        }
      } finally {
        for (const { reader } of models) await reader.dispose();
        await detector?.dispose();
      }
      if (options.csv !== undefined) writeFileAtomic(options.csv, csvOf(predictions));
      if (failed > 0)
        throw new DemifaceError('unreadable', `${failed} of ${files.length} pictures could not be read`);
    });
}

function chooseModels(folder: string, visible: Visible): ListedModel[] {
  const models = findModels(folder);
  const chosen = TASKS.flatMap((task: Task) => bestModel(models, task, visible) ?? []);
  if (chosen.length > 0) return chosen;
  const found = [...new Set(models.map(({ card }) => `${card.task}.${card.visible}`))].join(', ');
  throw new DemifaceError(
    'missing',
    `no model in ${folder} reads ${visible === 'full' ? 'whole faces' : `faces of which the ${visible} half shows`}; found ${found}`,
  );
}

/** Every face that is found in a picture, in boxes of the picture as stored. */
async function predictWhole(file: string, hidden: Hidden, parts: PictureReading): Promise<Prediction> {
  const { picture, stored } = await decodePicture(readFileSync(file));
  const faces = await readPicture(picture, parts, { hidden });
  return { file, timeS: 0, faces: faces.map((face) => ({ ...face, box: stored(face.box) })) };
}

/** The picture is the face. */
async function predictCropped(
  file: string,
  hidden: Hidden,
  models: readonly ReadingModel[],
): Promise<Prediction> {
  const bytes = readFileSync(file);
  if (bytes.length === 0) throw new Error('empty file');
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  const face: FaceReading = { box: { x: 0, y: 0, width, height }, score: 1, hidden };
  for (const { card, reader } of models) {
    const pixels = await decodeFace(bytes, card.preprocessing);
    addReading(face, card, await reader.read([pixels], SHOWS[hidden]));
  }
  return { file, timeS: 0, faces: [face] };
}
