import { LABELS, TASKS, type Task } from '../../../artifact/labels.ts';
import { splitName } from '../../../artifact/split-name.ts';
import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { LabelledPicture } from '../types.ts';

/** Boxes of one picture with this intersection over union hold the same face. */
const SAME_FACE_IOU = 0.5;

/** What rows of one picture say of it together, a sentence part a picture. */
export interface SameFaces {
  /** One face in two splits. */
  across: string[];
  /** One face with two labels. */
  conflicting: string[];
  /** Different faces of one picture in two splits. */
  dividedPictures: string[];
}

/** Finds faces that stand in several rows: their boxes overlap, or one row takes the whole picture for the face. */
export function sameFaces(pictures: readonly LabelledPicture[]): SameFaces {
  const found: SameFaces = { across: [], conflicting: [], dividedPictures: [] };
  for (const [file, faces] of Map.groupBy(pictures, ({ file }) => file)) {
    if (faces.length < 2) continue;
    const pairs = faces.flatMap((a, i) =>
      faces.slice(i + 1).flatMap((b) => (isSameFace(a, b) ? [[a, b] as const] : [])),
    );
    const across = pairs.find(([a, b]) => a.split !== b.split);
    if (across) found.across.push(`${file} (${across.map(inSplit).join(', ')})`);
    else if (new Set(faces.map(({ split }) => split)).size > 1) found.dividedPictures.push(file);
    for (const task of TASKS) {
      const conflict = pairs.find(([a, b]) => differ(labelOf(a, task), labelOf(b, task)));
      if (!conflict) continue;
      const labels = conflict.map((face) => `${place(face)}: ${labelOf(face, task)}`);
      found.conflicting.push(`${file} (${labels.join(', ')})`);
      break;
    }
  }
  return found;
}

function isSameFace({ box: a }: LabelledPicture, { box: b }: LabelledPicture): boolean {
  return !a || !b || intersectionOverUnion(a, b) >= SAME_FACE_IOU;
}

function labelOf(face: LabelledPicture, task: Task): string | number | undefined {
  if (task === 'age') return face.ageYears;
  const index = face[task];
  return index === undefined ? undefined : LABELS[task]![index];
}

function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

const inSplit = (face: LabelledPicture) => `${place(face)}: ${splitName(face.split)}`;

function place({ box }: LabelledPicture): string {
  return box ? `${box.width} × ${box.height} at ${box.x}, ${box.y}` : 'whole picture';
}
