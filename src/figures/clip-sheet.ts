import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import type { Occlusion } from '../inference/occlusion/occlusion.ts';
import { cutFace, faceSquare } from '../inference/runtime/crop.ts';
import { decodePicture } from '../inference/runtime/decode-picture.ts';
import type { Box, Picture } from '../inference/runtime/picture.ts';
import type { PictureInference } from '../inference/prediction/predict-picture.ts';
import { predictPicture } from '../inference/prediction/predict-picture.ts';
import type { FacePrediction } from '../inference/prediction/face-prediction.ts';
import type { ClassPrediction } from '../inference/runtime/class-prediction.ts';
import { drawOccluder } from '../training/occlusion/occluders/draw.ts';
import { randomFor } from '../common/math/random.ts';
import type { SheetFace, SheetPrediction, SheetRow } from './contact-sheet.ts';
import { writeContactSheet } from './contact-sheet.ts';

/** What is drawn on a face before it is read; the readers do not know. */
const DRAWN: readonly { caption: string; cover: Occlusion; shows: 'lower' | 'upper' | null }[] = [
  { caption: 'as it is', cover: 'none', shows: null },
  { caption: 'a headset drawn on', cover: 'upper', shows: 'lower' },
  { caption: 'a mask drawn on', cover: 'lower', shows: 'upper' },
];
const OCCLUSION_TEXTS: Readonly<Record<Occlusion, string>> = {
  none: 'no occlusion',
  upper: 'headset',
  lower: 'mask',
};
/** An occluder is drawn on a square framed as training pictures are. */
const FRAMED = { scale: 1.06, up: 0 };
/** What a person is shown: head and neck. */
const SHOWN = { scale: 1.6, up: 0.05 };
const SHOWN_PX = 144;

/** What was read of one frame, as it is and with each thing drawn on. */
export interface ReadFrame {
  file: string;
  /** As it is, with a headset, with a mask; undefined where no face was found. */
  faces: readonly (FacePrediction | undefined)[];
  row: SheetRow;
}

/** Finds the face of a frame, draws a headset and a mask on it, and has each of the three found and read anew. */
export async function readFrame(file: string, parts: PictureInference): Promise<ReadFrame> {
  const { picture } = await decodePicture(readFileSync(file));
  const [whole] = await predictPicture(picture, parts);
  const faces: (FacePrediction | undefined)[] = [];
  const drawn: SheetFace[] = [];
  for (const { shows } of DRAWN) {
    const covered = shows && whole ? withOccluder(picture, whole.box, shows, file) : picture;
    const [face] = shows === null ? [whole] : await predictPicture(covered, parts);
    faces.push(face);
    drawn.push(await shown(covered, face ?? whole));
  }
  return { file, faces, row: { name: basename(file).replace(/\.\w+$/, ''), faces: drawn } };
}

export async function writeClipSheet(
  path: string,
  frames: readonly ReadFrame[],
  subtitle: string,
): Promise<void> {
  await writeContactSheet(path, {
    title: 'Half a face is enough',
    subtitle,
    columns: DRAWN.map(({ caption }) => caption),
    rows: frames.map(({ row }) => row),
  });
}

/** `surprise 81 %, male 97 %, 31 years · headset` */
export function faceText(face: FacePrediction | undefined): string {
  return face
    ? readingsOf(face)
        .map(({ label, prob }) => (prob === undefined ? label : `${label} ${Math.round(100 * prob)} %`))
        .join(', ')
    : 'no face found';
}

/** A copy of the picture in which the face wears something; the name decides how it looks. */
export function withOccluder(picture: Picture, box: Box, shows: 'lower' | 'upper', name: string): Picture {
  const square = faceSquare(box, FRAMED);
  const [left, top, size] = [square.x, square.y, square.width].map(Math.round) as [number, number, number];
  const canvas = { data: new Float32Array(size * size * 3), size, channels: 3 as const };
  const data = Uint8Array.from(picture.data);
  const each = (visit: (inside: number, at: number) => void) => {
    for (let y = Math.max(0, -top); y < Math.min(size, picture.height - top); y++)
      for (let x = Math.max(0, -left); x < Math.min(size, picture.width - left); x++)
        for (let c = 0; c < 3; c++)
          visit((y * size + x) * 3 + c, ((y + top) * picture.width + x + left) * 3 + c);
  };
  each((inside, at) => (canvas.data[inside] = data[at]!));
  drawOccluder(shows, canvas, randomFor(1, 'clip', shows, basename(name)));
  each((inside, at) => (data[at] = Math.max(0, Math.min(255, Math.round(canvas.data[inside]!)))));
  return { ...picture, data };
}

async function shown(picture: Picture, face: FacePrediction | undefined): Promise<SheetFace> {
  const box = face?.box ?? { x: 0, y: 0, width: picture.width, height: picture.height };
  const square = faceSquare(box, face ? SHOWN : { scale: 1, up: 0 });
  return {
    pixels: await cutFace(picture, square, { size: SHOWN_PX, color: 'rgb' }),
    size: SHOWN_PX,
    channels: 3,
    readings: face ? readingsOf(face) : [{ label: 'no face found' }],
  };
}

function readingsOf({ occlusion, expression, gender, ageYears }: FacePrediction): SheetPrediction[] {
  const classes = [expression, gender].flatMap((reading) => (reading ? [classText(reading)] : []));
  return [
    { label: OCCLUSION_TEXTS[occlusion] },
    ...classes,
    ...(ageYears ? [{ label: `${Math.round(ageYears.value)} years` }] : []),
  ];
}

function classText({ label, confident, probs }: ClassPrediction): SheetPrediction {
  return { label: confident ? label : `${label}?`, prob: probs[label]! };
}
