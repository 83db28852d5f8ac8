import { readFileSync } from 'node:fs';

import type { Command } from 'commander';
import sharp from 'sharp';

import { writeFileAtomic } from '../artifact/atomic.ts';
import type { Card } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import type { Task, Visible } from '../artifact/labels.ts';
import { TASKS } from '../artifact/labels.ts';
import { readOnnxModel } from '../artifact/model-folder.ts';
import type { FaceReader } from '../reading/face-reader.ts';
import { createFaceReader } from '../reading/face-reader.ts';
import type { AgeReading, ClassReading } from '../reading/reading.ts';
import { ageReading, classReading } from '../reading/reading.ts';
import { decodeFace } from '../training/data/decode.ts';
import { csvLine } from './csv-line.ts';
import type { Io } from './io.ts';
import type { ListedModel } from './model-library.ts';
import { bestModel, findModels } from './model-library.ts';
import { oneOf } from './options.ts';
import { picturesIn } from './pictures-in.ts';

const HIDDEN = ['none', 'upper', 'lower'] as const;
type Hidden = (typeof HIDDEN)[number];

/** What shows where this is hidden: a headset (upper) leaves the lower half. */
const SHOWS: Readonly<Record<Hidden, Visible>> = { none: 'full', upper: 'lower', lower: 'upper' };

interface PredictOptions {
  models: string;
  csv?: string;
  hidden: Hidden | 'auto';
  cropped?: boolean;
  json?: boolean;
}

export interface FaceReading {
  box: { x: number; y: number; width: number; height: number };
  /** How sure it is that this is a face; 1 where a person said so. */
  score: number;
  hidden: Hidden;
  emotion?: ClassReading;
  gender?: ClassReading;
  ageYears?: AgeReading;
}

export interface Prediction {
  file: string;
  timeS: number;
  faces: FaceReading[];
}

export function registerPredict(program: Command, io: Io): void {
  program
    .command('predict')
    .argument('<picture...>', 'pictures, or folders of them')
    .description('read expression, gender and age')
    .option('--cropped', 'every picture is one cropped face')
    .option('--models <folder>', 'a model, a folder of models or a runs folder', 'runs')
    .option(
      '--hidden <half>',
      'what is hidden: none, upper (headset), lower (mask) or auto',
      oneOf(['auto', ...HIDDEN] as const),
      'auto',
    )
    .option('--csv <file>', 'write the readings, one row a face')
    .option('--json', 'one JSON object a picture')
    .addHelpText('after', '\nExample:\n  $ demiface predict --cropped --hidden upper --models runs faces/')
    .action(async (paths: string[], options: PredictOptions) => {
      if (!options.cropped)
        throw new DemifaceError('usage', 'faces are not found in pictures yet: crop them and say --cropped');
      const files = paths.flatMap(picturesIn);
      if (files.length === 0) throw new DemifaceError('missing', `no pictures in ${paths.join(', ')}`);
      const hidden = options.hidden === 'auto' ? 'none' : options.hidden;
      const visible = SHOWS[hidden];
      const chosen = chooseModels(options.models, visible);
      if (options.hidden === 'auto')
        io.note('No model says what hides a face yet: read as whole faces; say --hidden upper or lower.');
      const readers: Reader[] = [];
      const predictions: Prediction[] = [];
      let failed = 0;
      try {
        for (const { path, card } of chosen)
          readers.push({ card, reader: await createFaceReader(readOnnxModel(path)) });
        for (const file of files) {
          if (io.signal.aborted)
            throw new DemifaceError('interrupted', 'stopped before all pictures were read');
          const prediction = await predictCropped(file, hidden, readers).catch((error: unknown) => {
            io.note(`${file} is left out: ${(error as Error).message}`);
            failed++;
          });
          if (!prediction) continue;
          predictions.push(prediction);
          if (options.json) io.json(prediction);
          else io.line(sentence(prediction));
        }
      } finally {
        for (const { reader } of readers) await reader.dispose();
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

interface Reader {
  card: Card;
  reader: FaceReader;
}

async function predictCropped(file: string, hidden: Hidden, readers: readonly Reader[]): Promise<Prediction> {
  const bytes = readFileSync(file);
  if (bytes.length === 0) throw new Error('empty file');
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  const face: FaceReading = { box: { x: 0, y: 0, width, height }, score: 1, hidden };
  for (const { card, reader } of readers) {
    const pixels = await decodeFace(bytes, card.preprocessing);
    const outputs = await reader.read([pixels], SHOWS[hidden]);
    if (card.task === 'age') face.ageYears = ageReading(card, outputs[0]!);
    else if (card.task === 'gender') face.gender = classReading(card, outputs);
    else face.emotion = classReading(card, outputs);
  }
  return { file, timeS: 0, faces: [face] };
}

/** `a.jpg: happiness 93 %, female 88 %, 31 years (24 to 39)` */
function sentence({ file, faces }: Prediction): string {
  const said = faces.map(({ emotion, gender, ageYears }) =>
    [emotion, gender]
      .flatMap((reading) =>
        reading
          ? [
              `${reading.sure ? '' : 'not sure: '}${reading.label} ${Math.round(100 * reading.probs[reading.label]!)} %`,
            ]
          : [],
      )
      .concat(
        ageYears
          ? [
              `${Math.round(ageYears.value)} years (${Math.round(ageYears.low)} to ${Math.round(ageYears.high)})`,
            ]
          : [],
      )
      .join(', '),
  );
  return `${file}: ${said.join('; ')}`;
}

function csvOf(predictions: readonly Prediction[]): string {
  const header = [
    'file',
    'timeS',
    'hidden',
    'emotion',
    'emotionProb',
    'gender',
    'genderProb',
    'ageYears',
    'ageLow',
    'ageHigh',
  ];
  const both = (reading: ClassReading | undefined) =>
    reading ? [reading.label, reading.probs[reading.label]!] : ['', ''];
  const rows = predictions.flatMap(({ file, timeS, faces }) =>
    faces.map(({ hidden, emotion, gender, ageYears }) =>
      csvLine([
        file,
        timeS,
        hidden,
        ...both(emotion),
        ...both(gender),
        ageYears?.value ?? '',
        ageYears?.low ?? '',
        ageYears?.high ?? '',
      ]),
    ),
  );
  return [csvLine(header), ...rows, ''].join('\n');
}
