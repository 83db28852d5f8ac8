import type { FaceTask } from '../../artifact/labels.ts';
import { VISIBLE_UNDER } from '../occlusion/occlusion.ts';
import type { FaceInput } from '../runtime/crop.ts';
import type { Box } from '../runtime/picture.ts';
import type { InferenceModel } from '../prediction/predict-picture.ts';
import { inputOf } from '../prediction/predict-picture.ts';
import { overdueMs } from './due.ts';
import type { SmoothedFace } from './smoothing/smoothed-face.ts';

/** A face that shows on this frame. */
export interface SeenFace {
  readonly box: Box;
  readonly smoothed: SmoothedFace;
}

/** One model's reading of one face, on one frame. */
export interface TaskPrediction {
  readonly face: SeenFace;
  readonly model: InferenceModel;
  /** One row. */
  readonly outputs: Float32Array;
}

export interface PredictTasksOptions {
  tasks: readonly FaceTask[];
  modelsFor: (visible: (typeof VISIBLE_UNDER)[keyof typeof VISIBLE_UNDER]) => readonly InferenceModel[];
  /** What is known to hide a face, or is likeliest to. */
  occlusionOf: (face: SmoothedFace) => keyof typeof VISIBLE_UNDER;
  cut: (box: Box, input: FaceInput) => Promise<Uint8Array>;
  atMs: number;
  /** How many readings there is time for; the most overdue come first. Infinity: all, each as well as it can be made. */
  most: number;
}

/** Makes the readings that are due, side by side. */
export async function predictTasks(
  faces: readonly SeenFace[],
  { tasks, modelsFor, occlusionOf, cut, atMs, most }: PredictTasksOptions,
): Promise<TaskPrediction[]> {
  const due = faces
    .flatMap((face) => {
      const models = modelsFor(VISIBLE_UNDER[occlusionOf(face.smoothed)]);
      return models.flatMap((model) => {
        const isWanted = tasks.some((task) => task === model.card.task);
        return isWanted ? [{ face, model, late: overdueMs(model.card, face.smoothed, atMs) }] : [];
      });
    })
    .filter(({ late }) => late >= 0 || most === Infinity)
    .sort((a, b) => b.late - a.late)
    .slice(0, most);
  const readings = await Promise.all(
    due.map(async ({ face, model }): Promise<TaskPrediction> => {
      const { card, predictor } = model;
      const pixels = await cut(face.box, inputOf(card));
      // Over a track both come to the same mean.
      const isOdd = face.smoothed.predictionsOf(card).n % 2 === 1;
      const view = most === Infinity ? 'both' : isOdd ? 'mirrored' : 'plain';
      return {
        face,
        model,
        outputs: await predictor.predict([pixels], VISIBLE_UNDER[occlusionOf(face.smoothed)], view),
      };
    }),
  );
  for (const { face, model, outputs } of readings) face.smoothed.add(model.card, outputs, atMs);
  return readings;
}
