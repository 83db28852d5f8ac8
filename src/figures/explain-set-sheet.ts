import { join } from 'node:path';

import type { Head, Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { landFiles } from '../artifact/output-files.ts';
import { openPictures } from '../training/datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../training/datasets/prepared.ts';
import { labelOf } from '../training/datasets/targets.ts';
import { enlargedFace } from '../training/explain/overlay.ts';
import { createExplainSheets } from './explain-sheet.ts';
import { createFaceExplainer } from './explained-face.ts';

/** The output that is explained, and the model. */
interface ExplainRequest {
  model: ModelFolder;
  visible: Visible;
  /** Output to explain; each picture's highest if left out. */
  chosen: number | undefined;
}

export type Labeled = PreparedPicture & { truth: number };

/** @throws DemifaceError `mismatch` if they carry no labels for the task */
export function labeledFor(head: Head, pictures: readonly PreparedPicture[]): Labeled[] {
  return pictures.map((picture) => ({ ...picture, truth: labelOf(picture, head) }));
}

/**
 * Draws prepared pictures with their labels, their heat and what was read.
 * @param from the data set in words
 * @returns the paths of the sheets
 */
export async function drawSetSheet(
  folder: string,
  { model, visible, chosen }: ExplainRequest,
  { picturesPath, size, channels }: PreparedSet,
  pictures: readonly Labeled[],
  from: string,
): Promise<string[]> {
  let names: string[] = [];
  const source = openPictures(picturesPath, size, channels);
  const explainer = createFaceExplainer(model, visible, chosen);
  try {
    await landFiles(folder, async (workFolder) => {
      const sheets = createExplainSheets(workFolder, explainer, pictures.length, from);
      for (const { row, truth } of pictures) {
        const pixels = Uint8Array.from(source.read(row).data);
        const whole = await enlargedFace({ pixels, size, channels }, explainer.side);
        await sheets.add({ explained: await explainer.explain(pixels), whole, truth });
      }
      names = await sheets.end();
    });
  } finally {
    source.close();
    explainer.dispose();
  }
  return names.map((name) => join(folder, name));
}
