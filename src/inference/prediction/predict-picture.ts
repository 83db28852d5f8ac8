import type { Card } from '../../artifact/card.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { FaceInput } from '../runtime/crop.ts';
import { cutFace, faceSquare } from '../runtime/crop.ts';
import type { Detector } from '../detection/detector.ts';
import { DETECTOR_ONLY_THRESHOLD, PROPOSAL_THRESHOLD } from '../detection/detector.ts';
import { verifyFace, IS_FACE } from './verify.ts';
import type { FacePredictor } from '../runtime/face-predictor.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import { VISIBLE_UNDER } from '../occlusion/occlusion.ts';
import { logOdds } from '../../common/math/log-odds.ts';
import type { Box, Detection, Picture } from '../runtime/picture.ts';
import type { CustomTask } from './custom-tasks.ts';
import { customPredictions } from './custom-tasks.ts';
import type { FacePrediction } from './face-prediction.ts';
import { addPrediction } from './face-prediction.ts';
import type { OcclusionClassifier } from '../occlusion/occlusion-classifier.ts';
import { isCertain, likeliestOcclusion } from '../occlusion/occlusion-classifier.ts';

/** A model in memory, ready to read. */
export interface InferenceModel {
  readonly card: Card;
  readonly predictor: FacePredictor;
}

/** What the stages of prediction are; the caller disposes them. */
export interface PictureInference {
  detector: Detector;
  /** Classifies the occlusion and drops boxes that hold no face. Without one, faces are read as whole ones. */
  occlusionClassifier?: OcclusionClassifier | undefined;
  /** Models for faces of which this shows, one a task. */
  modelsFor: (visible: Visible) => readonly InferenceModel[];
  /** Tasks of the user's own that models among them predict. */
  customTasks?: readonly CustomTask[] | undefined;
}

export interface PredictPictureOptions {
  /** Given by the user, or `auto`: predicted by the occlusion classifier. */
  occlusion?: Occlusion | 'auto';
  /** Least score of a face. */
  threshold?: number;
}

/**
 * Finds the faces of a decoded picture and reads each one.
 * @returns faces, the surest first; boxes in pixels of the picture
 */
export async function predictPicture(
  picture: Picture,
  { detector, occlusionClassifier, modelsFor, customTasks = [] }: PictureInference,
  {
    occlusion = 'auto',
    threshold = occlusionClassifier ? PROPOSAL_THRESHOLD : DETECTOR_ONLY_THRESHOLD,
  }: PredictPictureOptions = {},
): Promise<FacePrediction[]> {
  const detections = await detector.detect(picture, { threshold });
  const covers = await coversOf(picture, detections, { detector, occlusionClassifier });
  const found = detections.flatMap(({ box, score }, i): FoundFace[] => {
    const cover = covers[i]!;
    if (cover === null) return [];
    if (occlusion !== 'auto') return [{ face: { box, score, occlusion }, certain: true }];
    return [{ face: { box, score, occlusion: cover.occlusion }, certain: cover.certain }];
  });
  // Faces of which the same half shows go through a model together.
  for (const [cover, visible] of Object.entries(VISIBLE_UNDER)) {
    const alike = found.filter(({ face }) => face.occlusion === cover);
    if (alike.length > 0) await readFaces(picture, alike, modelsFor(visible), visible);
    for (const { face } of alike) completeCustom(face, customTasks, visible);
  }
  return found.map(({ face }) => face);
}

interface FoundFace {
  face: FacePrediction;
  /** Whether the occlusion is certain. */
  certain: boolean;
}

interface FoundOcclusion {
  occlusion: Occlusion;
  certain: boolean;
}

async function coversOf(
  picture: Picture,
  detections: readonly Detection[],
  { detector, occlusionClassifier }: Pick<PictureInference, 'detector' | 'occlusionClassifier'>,
): Promise<(FoundOcclusion | null)[]> {
  if (!occlusionClassifier || detections.length === 0)
    return detections.map(() => ({ occlusion: 'none', certain: true }));
  const boxes = detections.map(({ box }) => box);
  const predictions = await occlusionClassifier.classify(
    await cutFaces(picture, boxes, occlusionClassifier.input),
  );
  const covers: (FoundOcclusion | null)[] = [];
  for (const [i, prediction] of predictions.entries()) {
    const mayBe = logOdds(prediction.probs['not a face']) <= MAX_NOT_A_FACE_LOG_ODDS;
    const isFace =
      mayBe &&
      (await verifyFace(picture, boxes[i]!, { detector, occlusionClassifier, cut: cutFace })) >= IS_FACE;
    const occlusion = likeliestOcclusion(prediction);
    covers.push(isFace ? { occlusion, certain: isCertain(prediction, occlusion) } : null);
  }
  return covers;
}

/** Log odds of *not a face* from which on further looks would not make it one. */
export const MAX_NOT_A_FACE_LOG_ODDS = 2;

/** Adds the tasks of the user's own that no model predicts of such a face. */
export function completeCustom(face: FacePrediction, tasks: readonly CustomTask[], visible: Visible): void {
  if (tasks.length === 0) return;
  const found = face.custom ?? [];
  face.custom = customPredictions(
    tasks,
    visible,
    (title) => found.find((one) => one.title === title)?.prediction ?? undefined,
  );
}

async function readFaces(
  picture: Picture,
  faces: readonly FoundFace[],
  models: readonly InferenceModel[],
  visible: Visible,
): Promise<void> {
  const boxes = faces.map(({ face }) => face.box);
  for (const { card, predictor } of models) {
    const outputs = await predictor.predict(await cutFaces(picture, boxes, inputOf(card)), visible);
    const width = outputs.length / faces.length;
    faces.forEach(({ face, certain }, i) =>
      addPrediction(face, card, outputs.subarray(i * width, (i + 1) * width), certain),
    );
  }
}

/** What a model takes of a picture, as its card states. */
export function inputOf({ crop, preprocessing: { size, color } }: Card): FaceInput {
  return { crop, size, color };
}

/** Each face as a model takes it: size × size × (1 for gray, 3 for rgb) bytes. */
function cutFaces(picture: Picture, boxes: readonly Box[], input: FaceInput): Promise<Uint8Array[]> {
  return Promise.all(boxes.map((box) => cutFace(picture, faceSquare(box, input.crop), input)));
}
