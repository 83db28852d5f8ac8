import { join } from 'node:path';

import type { SheetPrediction, SheetRow } from './contact-sheet.ts';
import { writeContactSheet } from './contact-sheet.ts';
import type { ExplainedFace, FaceExplainer } from './explained-face.ts';
import { sheetPrediction } from './sheet-prediction.ts';

/** Faces of one sheet; more go on another one. */
export const FACES_A_SHEET = 16;

/** A face on the sheet; above it stands what the data set states of it, or what the picture is called. */
export interface SheetFaceSource {
  explained: ExplainedFace;
  /** The face as it came, side × side × 3. */
  whole: Uint8Array;
  name?: string;
  /** Index of the class, or the age in years. */
  truth?: number;
}

export interface ExplainSheets {
  /** Draws a sheet whenever enough faces are there. */
  add(face: SheetFaceSource): Promise<void>;
  /** Draws what is left. @returns the names of all sheets */
  end(): Promise<string[]>;
}

/** `sheet.png`; the next one is `sheet-2.png`. */
export function sheetName(nth: number): string {
  return nth === 0 ? 'sheet.png' : `sheet-${nth + 1}.png`;
}

/** Of as many faces, or fewer. */
export function sheetNames(faces: number): string[] {
  return Array.from({ length: Math.ceil(faces / FACES_A_SHEET) }, (_, nth) => sheetName(nth));
}

/**
 * Draws contact sheets as the paper's Fig. 3 to 5: the face, what shows of it, the heat, the heat over it.
 * @param folder gets `sheet.png`, `sheet-2.png` and so on
 * @param total faces that will come
 * @param from where they come from, in words
 */
export function createExplainSheets(
  folder: string,
  explainer: FaceExplainer,
  total: number,
  from?: string,
): ExplainSheets {
  const { card, visible, squares, className } = explainer;
  const score = card.labels === null ? 'the age' : `the score of ${className ?? 'the class that is read'}`;
  const method = `Grad-CAM on ${score}, at the last convolution: ${squares.across} × ${squares.down} squares. Each face's warmest place is yellow.`;
  const names: string[] = [];
  let rows: SheetRow[] = [];
  const draw = async () => {
    const first = names.length * FACES_A_SHEET + 1;
    const name = sheetName(names.length);
    const which = total > FACES_A_SHEET ? [`Faces ${first} to ${first + rows.length - 1} of ${total}`] : [];
    await writeContactSheet(join(folder, name), {
      title: `Where ${card.name} looks`,
      subtitle: [from ?? [], which, method].flat().join(' · '),
      columns: ['face', ...(visible === 'full' ? [] : [`${visible} half`]), 'heat', 'heat over the face'],
      rows,
      perLine: 2,
      heat: true,
    });
    names.push(name);
    rows = [];
  };
  return {
    async add({ explained, whole, name, truth }) {
      const { side: size, shown, heat, over, outputs, output } = explained;
      const face = (pixels: Uint8Array, readings: readonly SheetPrediction[] = []) =>
        ({ pixels, size, channels: 3, readings }) as const;
      const reading =
        className === undefined
          ? sheetPrediction(card, outputs, truth)
          : { label: className, prob: output.prob! };
      rows.push({
        ...(name !== undefined && { name }),
        ...(truth !== undefined && { truth: card.labels?.[truth] ?? `${truth} years` }),
        faces: [face(whole), ...(visible === 'full' ? [] : [face(shown)]), face(heat), face(over, [reading])],
      });
      if (rows.length === FACES_A_SHEET) await draw();
    },
    async end() {
      if (rows.length > 0) await draw();
      return names;
    },
  };
}
