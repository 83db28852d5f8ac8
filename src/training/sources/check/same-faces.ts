import type { CodedMessage } from '../../../messages/message.ts';
import type { StoredMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { LABELS, TASKS, type Task } from '../../../artifact/labels.ts';
import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box, LabeledPicture } from '../types.ts';

/** Boxes of one picture with this intersection over union hold the same face. */
const SAME_FACE_IOU = 0.5;

/** What rows of one picture say of it together. */
export interface SameFaces {
  /** One face in two splits. */
  across: StoredMessage[];
  /** One face with two labels. */
  conflicting: StoredMessage[];
  /** Different faces of one picture in two splits. */
  dividedPictures: string[];
}

/** Finds faces that stand in several rows: their boxes overlap, or one row takes the whole picture for the face. */
export function sameFaces(pictures: readonly LabeledPicture[]): SameFaces {
  const found: SameFaces = { across: [], conflicting: [], dividedPictures: [] };
  for (const [file, faces] of Map.groupBy(pictures, ({ file }) => file)) {
    if (faces.length < 2) continue;
    const pairs = faces.flatMap((a, i) =>
      faces.slice(i + 1).flatMap((b) => (isSameFace(a, b) ? [[a, b] as const] : [])),
    );
    const across = pairs.find(([a, b]) => a.split !== b.split);
    if (across) found.across.push(message('data.faces', { file, faces: across.map(inSplit) }));
    else if (new Set(faces.map(({ split }) => split)).size > 1) found.dividedPictures.push(file);
    for (const task of TASKS) {
      const conflict = pairs.find(([a, b]) => differ(labelOf(a, task), labelOf(b, task)));
      if (!conflict) continue;
      const faces = conflict.map((face) =>
        message('data.faceLabel', { place: place(face), label: labelValue(labelOf(face, task)!) }),
      );
      found.conflicting.push(message('data.faces', { file, faces }));
      break;
    }
  }
  return found;
}

function isSameFace({ box: a }: LabeledPicture, { box: b }: LabeledPicture): boolean {
  return !a || !b || intersectionOverUnion(a, b) >= SAME_FACE_IOU;
}

function labelOf(face: LabeledPicture, task: Task): string | number | undefined {
  if (task === 'age') return face.ageYears;
  const index = face[task];
  return index === undefined ? undefined : LABELS[task]![index];
}

function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

const labelValue = (label: string | number) => (typeof label === 'string' ? { label } : label);

const inSplit = (face: LabeledPicture) =>
  message('data.faceInSplit', { place: place(face), split: face.split });

function place({ box }: LabeledPicture): CodedMessage {
  return box ? boxText(box) : message('data.wholePicture');
}

export const boxText = ({ width, height, x, y }: Box): CodedMessage =>
  message('data.box', { width, height, x, y });
