import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import { TASKS, VISIBLE } from '../../artifact/labels.ts';
import { readOnnxModel } from '../../artifact/model-folder.ts';
import type { FacePredictor } from '../../inference/runtime/face-predictor.ts';
import { createFacePredictor } from '../../inference/runtime/face-predictor.ts';
import { bestModel, findModels } from '../../training/library/model-library.ts';
import type { FaceTiming } from './time-face.ts';
import { syntheticFace, timeFace } from './time-face.ts';

/** The occlusion is classified first, on the whole box. */
const FIRST = 'occlusion';

/**
 * Times one face through the occlusion classifier and the best model of each task for the half that shows, mirror images included:
 * from its cut pixels to the outputs.
 * @returns milliseconds in rising order, by what shows
 * @throws DemifaceError `missing` if the folder lacks a model; as `createFacePredictor`, `timeFace`
 */
export async function timeAllTasks(
  folder: string,
  { threads, faces, signal }: FaceTiming & { threads: number },
): Promise<Record<Visible, number[]>> {
  const models = findModels(folder);
  const times: Record<Visible, number[]> = { full: [], lower: [], upper: [] };
  for (const visible of VISIBLE) {
    const readers: { reader: FacePredictor; face: Uint8Array; shown: Visible }[] = [];
    try {
      for (const task of [FIRST, ...TASKS] as const) {
        const shown = task === FIRST ? 'full' : visible;
        const found = bestModel(models, task, shown);
        if (!found) throw new DemifaceError('missing', `no model of ${task}.${shown} in ${folder}`);
        const { size, color } = found.card.preprocessing;
        readers.push({
          reader: await createFacePredictor(readOnnxModel(found.path), { threads }),
          face: syntheticFace(size, color === 'gray' ? 1 : 3),
          shown,
        });
      }
      const readAll = async () => {
        for (const { reader, face, shown } of readers) await reader.predict([face], shown);
      };
      times[visible] = await timeFace(readAll, { faces, signal });
    } finally {
      for (const { reader } of readers) await reader.dispose();
    }
  }
  return times;
}
