import type { Command } from 'commander';
import { Option } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import { isVideoFile } from '../../common/pictures/picture-files.ts';
import { pictureHeader } from '../../common/pictures/picture-header.ts';
import { writeOutputFile } from '../../artifact/output-files.ts';
import { checkOutputFile } from '../../artifact/output-place.ts';
import { shippedModels } from '../../artifact/places.ts';
import { printable } from '../../common/printable.ts';
import { checkRegularFile, readPictureFile } from '../../common/files/regular-file.ts';
import type { Occlusion } from '../../inference/occlusion/occlusion.ts';
import { OCCLUSIONS, VISIBLE_UNDER } from '../../inference/occlusion/occlusion.ts';
import { decodePicture } from '../../inference/runtime/decode-picture.ts';
import type { RefiningDetector } from '../../inference/detection/detector.ts';
import { createDetector } from '../../inference/detection/detector.ts';
import type { PictureInference } from '../../inference/prediction/predict-picture.ts';
import { completeCustom, predictPicture } from '../../inference/prediction/predict-picture.ts';
import type { FacePrediction } from '../../inference/prediction/face-prediction.ts';
import { addPrediction } from '../../inference/prediction/face-prediction.ts';
import type { OcclusionClassifier } from '../../inference/occlusion/occlusion-classifier.ts';
import { isCertain, likeliestOcclusion } from '../../inference/occlusion/occlusion-classifier.ts';
import { decodeFace } from '../../training/sources/decode.ts';
import { ensureFfmpeg } from '../input/ensure-ffmpeg.ts';
import type { Io } from '../output/io.ts';
import { oneOf } from '../input/options.ts';
import { listedPictures, truncatedList } from '../input/listed-pictures.ts';
import { acceptDeprecatedFlag } from '../input/deprecated-flag.ts';
import { withDeprecatedKeys } from '../output/deprecated-keys.ts';
import { predictClip } from './predict-clip.ts';
import type { Prediction } from '../output/prediction.ts';
import { csvHeader, csvRows, sentence } from '../output/prediction.ts';
import type { InferenceModels } from '../../inference/prediction/inference-models.ts';
import type { LibraryChoice } from '../input/live-library.ts';
import { chosenLibrary, liveOption } from '../input/live-library.ts';
import { openInferenceModels } from '../input/inference-models.ts';

interface PredictOptions extends LibraryChoice {
  csv?: string;
  occlusion: Occlusion | 'auto';
  cropped?: boolean;
  json?: boolean;
}

const parseOcclusion = oneOf(['auto', ...OCCLUSIONS] as const);

export function registerPredict(program: Command, io: Io): void {
  const occlusionOption = new Option(
    '--occlusion <half>',
    'which half is covered: none, upper (headset), lower (mask) or auto',
  )
    .argParser(parseOcclusion)
    .default('auto');
  const hiddenOption = new Option('--hidden <half>').argParser(parseOcclusion);
  acceptDeprecatedFlag(program.command('predict'), hiddenOption, occlusionOption, io)
    .argument('<picture...>', 'pictures, folders of them, or videos')
    .description('read expression, gender, age and tasks of your own')
    .option('--cropped', 'every picture is one cropped face; else faces are looked for')
    .option(
      '--models <folder>',
      'a model, a folder of models or a runs folder (default: the models that ship)',
      shippedModels(),
    )
    .addOption(liveOption())
    .addOption(occlusionOption)
    .option('--csv <file>', 'write the readings, one row a face')
    .option('--json', 'one JSON object a picture')
    .addHelpText('after', '\nExample:\n  $ demiface predict photos/ --csv readings.csv')
    .action((paths: string[], options: PredictOptions) => predictPaths(paths, options, io));
}

async function predictPaths(paths: readonly string[], options: PredictOptions, io: Io): Promise<void> {
  const { csv, cropped, occlusion } = options;
  if (csv !== undefined) checkOutputFile(csv);
  const { files, unread } = await listedPictures(paths, io);
  if (!cropped) await ensureFfmpeg(files, io.note);
  const live = options.live ? await chosenLibrary(options, io.signal) : undefined;
  const models = await openInferenceModels(options.models, occlusion, io.note, live);
  if (occlusion === 'auto' && !models.occlusionClassifier)
    io.note('No model classifies the occlusion: read as whole faces; say --occlusion upper or lower.');
  const { customTasks = [] } = models;
  const rows: string[] = [];
  const onPrediction = (prediction: Prediction) => {
    if (csv !== undefined) rows.push(...csvRows(prediction, customTasks));
    if (options.json) io.json(withDeprecatedKeys(prediction));
    else io.line(sentence(prediction));
  };
  let detector: RefiningDetector | undefined;
  const failed = [...unread];
  try {
    if (!cropped) detector = await createDetector();
    for (const file of files) {
      if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped before all pictures were read');
      try {
        for await (const prediction of predictFile(file, { detector, models, occlusion }, io))
          onPrediction(prediction);
      } catch (error) {
        if (io.signal.aborted) throw error;
        io.note(`${printable(file)} is left out: ${(error as Error).message}`);
        failed.push(file);
      }
    }
  } finally {
    await models.dispose();
    await detector?.dispose();
  }
  if (csv !== undefined) writeOutputFile(csv, [csvHeader(customTasks), ...rows, ''].join('\n'));
  if (failed.length > 0)
    throw new DemifaceError(
      'unreadable',
      `${failed.length} of ${files.length + unread.length} pictures could not be read: ${truncatedList(failed)}`,
    );
}

interface FileInference {
  /** Undefined: every picture is one cropped face. */
  detector: RefiningDetector | undefined;
  models: InferenceModels;
  occlusion: Occlusion | 'auto';
}

/** One prediction of a picture, one a frame of a video. */
async function* predictFile(
  file: string,
  { detector, models, occlusion }: FileInference,
  io: Io,
): AsyncGenerator<Prediction> {
  if (!detector) yield await predictCropped(file, occlusion, models);
  else if (isVideoFile(file)) {
    checkRegularFile(file);
    yield* predictClip(file, { detector, ...models, occlusion }, io);
  } else yield await predictWhole(file, occlusion, { detector, ...models });
}

/** Every face that is found in a picture, in boxes of the picture as stored. */
async function predictWhole(
  file: string,
  occlusion: Occlusion | 'auto',
  parts: PictureInference,
): Promise<Prediction> {
  const { picture, stored } = await decodePicture(await readPictureFile(file));
  const faces = await predictPicture(picture, parts, { occlusion });
  return { file, timeS: 0, faces: faces.map((face) => ({ ...face, box: stored(face.box) })) };
}

/** The picture is the face. */
async function predictCropped(
  file: string,
  occlusion: Occlusion | 'auto',
  { occlusionClassifier, modelsFor, customTasks = [] }: InferenceModels,
): Promise<Prediction> {
  const bytes = await readPictureFile(file);
  const { width, height } = await pictureHeader(bytes);
  const cover =
    occlusion === 'auto' ? await classifyOcclusion(bytes, occlusionClassifier) : { occlusion, certain: true };
  const face: FacePrediction = { box: { x: 0, y: 0, width, height }, score: 1, occlusion: cover.occlusion };
  for (const { card, predictor } of modelsFor(VISIBLE_UNDER[cover.occlusion])) {
    const pixels = await decodeFace(bytes, card.preprocessing);
    addPrediction(
      face,
      card,
      await predictor.predict([pixels], VISIBLE_UNDER[cover.occlusion]),
      cover.certain,
    );
  }
  completeCustom(face, customTasks, VISIBLE_UNDER[cover.occlusion]);
  return { file, timeS: 0, faces: [face] };
}

/** Occlusion of a picture that is one face. */
async function classifyOcclusion(
  bytes: Buffer,
  occlusionClassifier: OcclusionClassifier | undefined,
): Promise<{ occlusion: Occlusion; certain: boolean }> {
  if (!occlusionClassifier) return { occlusion: 'none', certain: true };
  const [prediction] = await occlusionClassifier.classify([
    await decodeFace(bytes, occlusionClassifier.input),
  ]);
  const occlusion = likeliestOcclusion(prediction!);
  return { occlusion, certain: isCertain(prediction!, occlusion) };
}
