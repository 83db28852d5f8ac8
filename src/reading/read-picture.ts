import type { Card } from '../artifact/card.ts';
import type { Visible } from '../artifact/labels.ts';
import type { FaceInput } from './crop.ts';
import { cutFace, faceSquare } from './crop.ts';
import type { Detector } from './detector.ts';
import { ALONE, PROPOSING } from './detector.ts';
import type { FaceReader } from './face-reader.ts';
import type { Cover } from './cover.ts';
import { SHOWS } from './cover.ts';
import type { Box, Detection, Picture } from './picture.ts';
import type { FaceReading } from './reading.ts';
import { addReading } from './reading.ts';
import type { Recogniser, Recognition } from './recogniser.ts';
import { isCertain, likeliestCover } from './recogniser.ts';

/** A model in memory, ready to read. */
export interface ReadingModel {
  readonly card: Card;
  readonly reader: FaceReader;
}

/** What the stages of reading are; whoever made them disposes them. */
export interface PictureReading {
  detector: Detector;
  /** Says what hides a face and throws out what is none. Without one, faces are read as whole ones. */
  recogniser?: Recogniser | undefined;
  /** Models for faces of which this shows, one a task. */
  modelsFor: (visible: Visible) => readonly ReadingModel[];
}

export interface ReadPictureOptions {
  /** What a person says is hidden; `auto`: as the recogniser says. */
  hidden?: Cover | 'auto';
  /** Least score of a face. */
  threshold?: number;
}

/**
 * Finds the faces of a decoded picture and reads each one.
 * @returns faces, the surest first; boxes in pixels of the picture
 */
export async function readPicture(
  picture: Picture,
  { detector, recogniser, modelsFor }: PictureReading,
  { hidden = 'auto', threshold = recogniser ? PROPOSING : ALONE }: ReadPictureOptions = {},
): Promise<FaceReading[]> {
  const detections = await detector.detect(picture, { threshold });
  const covers = await coversOf(picture, detections, recogniser);
  const found = detections.flatMap(({ box, score }, i): FoundFace[] => {
    const cover = covers[i]!;
    if (cover === null) return [];
    if (hidden !== 'auto') return [{ face: { box, score, hidden }, certain: true }];
    return [{ face: { box, score, hidden: cover.hidden }, certain: cover.certain }];
  });
  // Faces of which the same half shows go through a model together.
  for (const [cover, visible] of Object.entries(SHOWS)) {
    const alike = found.filter(({ face }) => face.hidden === cover);
    if (alike.length > 0) await readFaces(picture, alike, modelsFor(visible), visible);
  }
  return found.map(({ face }) => face);
}

interface FoundFace {
  face: FaceReading;
  /** Whether what hides it is beyond doubt. */
  certain: boolean;
}

interface FoundCover {
  hidden: Cover;
  certain: boolean;
}

async function coversOf(
  picture: Picture,
  detections: readonly Detection[],
  recogniser: Recogniser | undefined,
): Promise<(FoundCover | null)[]> {
  if (!recogniser || detections.length === 0)
    return detections.map(() => ({ hidden: 'none', certain: true }));
  const boxes = detections.map(({ box }) => box);
  const recognitions = await recogniser.recognise(await cutFaces(picture, boxes, recogniser.input));
  return recognitions.map((recognition, i) => {
    if (isThrownOut(recognition, detections[i]!.score)) return null;
    const hidden = likeliestCover(recognition);
    return { hidden, certain: isCertain(recognition, hidden) };
  });
}

const QUITE_SURE = 0.95;

/** What the detector would take for a face by itself is thrown out only where the recogniser is quite sure. */
function isThrownOut({ hidden, probs }: Recognition, score: number): boolean {
  return hidden === null && (score < ALONE || probs['not a face'] >= QUITE_SURE);
}

async function readFaces(
  picture: Picture,
  faces: readonly FoundFace[],
  models: readonly ReadingModel[],
  visible: Visible,
): Promise<void> {
  const boxes = faces.map(({ face }) => face.box);
  for (const { card, reader } of models) {
    const outputs = await reader.read(await cutFaces(picture, boxes, inputOf(card)), visible);
    const width = outputs.length / faces.length;
    faces.forEach(({ face, certain }, i) =>
      addReading(face, card, outputs.subarray(i * width, (i + 1) * width), certain),
    );
  }
}

/** What a model takes of a picture, as its card says. */
export function inputOf({ crop, preprocessing: { size, color } }: Card): FaceInput {
  return { crop, size, color };
}

/** Each face as a model takes it: size × size × (1 for gray, 3 for rgb) bytes. */
export function cutFaces(picture: Picture, boxes: readonly Box[], input: FaceInput): Promise<Uint8Array[]> {
  return Promise.all(boxes.map((box) => cutFace(picture, faceSquare(box, input.crop), input)));
}
