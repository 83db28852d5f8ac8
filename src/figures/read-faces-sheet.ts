import type { Head } from '../artifact/labels.ts';
import { headWidth } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { openPictures } from '../training/datasets/picture-source.ts';
import type { PreparedSet } from '../training/datasets/prepared.ts';
import { randomFor } from '../common/math/random.ts';
import { seenInTraining } from '../training/datasets/splits.ts';
import { labelOf } from '../training/datasets/targets.ts';
import type { Evaluation } from '../training/evaluation/evaluate.ts';
import { trainingSplitPictures } from '../training/evaluation/evaluate.ts';
import type { SheetRow } from './contact-sheet.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { sheetPrediction } from './sheet-prediction.ts';
import { shownFace } from './shown-face.ts';

export interface ReadFaces {
  prepared: PreparedSet;
  teacher: ModelFolder;
  student: ModelFolder;
  /** The teacher on whole faces, the student on halves: of the same pictures. */
  full: Evaluation;
  half: Evaluation;
}

const FACES = 24;

/** Writes a picture of held-out faces with what was read: whole by the teacher, half hidden by the student. */
export async function writeReadFaces(
  path: string,
  { prepared, teacher, student, full, half }: ReadFaces,
): Promise<void> {
  const { labels, visible, name } = student.card;
  const { size, channels } = prepared;
  const source = openPictures(prepared.picturesPath, size, channels);
  try {
    const taught = seenInTraining(full.pictures, trainingSplitPictures(student.card, prepared));
    const rows = drawFaces(full, student.card, taught).map((i): SheetRow => {
      const picture = full.pictures[i]!;
      const truth = labelOf(picture, student.card);
      const pixels = Uint8Array.from(source.read(picture.row).data);
      const hidden = shownFace(pixels, size, channels, visible);
      const reading = ({ card }: ModelFolder, { outputs }: Evaluation) => {
        const width = headWidth(card);
        return sheetPrediction(card, outputs.subarray(i * width, (i + 1) * width), truth);
      };
      return {
        truth: labels?.[truth] ?? `${truth} years`,
        faces: [
          { pixels, size, channels, readings: [reading(teacher, full)] },
          { pixels: hidden, size, channels, readings: [reading(student, half)] },
        ],
      };
    });
    await writeContactSheet(path, {
      title: 'Held-out faces, whole and half hidden',
      subtitle: `${name} · faces that no model was trained on`,
      columns: ['whole face, teacher', `${visible} half, student`],
      rows,
    });
  } finally {
    source.close();
  }
}

/** Seeded, every class in turn so that rare ones are seen too, and none of which a copy stands in training. */
function drawFaces({ pictures }: Evaluation, head: Head, seen: readonly boolean[]): number[] {
  const random = randomFor(1, 'read faces');
  const ranked = pictures
    .map((picture, i) => ({
      i,
      label: head.task === 'age' ? 0 : labelOf(picture, head),
      rank: random.uniform(0, 1),
    }))
    .filter(({ i }) => !seen[i])
    .sort((a, b) => a.rank - b.rank);
  const turns = new Map<number, number>();
  const inTurn = ranked.map((entry) => {
    const turn = turns.get(entry.label) ?? 0;
    turns.set(entry.label, turn + 1);
    return { ...entry, turn };
  });
  return inTurn
    .sort((a, b) => a.turn - b.turn || a.label - b.label)
    .slice(0, FACES)
    .map(({ i }) => i);
}
