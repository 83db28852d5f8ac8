import type { Task } from '../../artifact/labels.ts';
import { SHOWS } from '../occlusion/occlusion.ts';
import type { FaceInput } from '../runtime/crop.ts';
import type { Box } from '../runtime/picture.ts';
import type { ReadingModel } from '../prediction/read-picture.ts';
import { inputOf } from '../prediction/read-picture.ts';
import { overdueMs } from './due.ts';
import type { SteadyFace } from './smoothing/steady-face.ts';

/** A face that shows on this frame. */
export interface SeenFace {
  readonly box: Box;
  readonly steady: SteadyFace;
}

/** One model's reading of one face, on one frame. */
export interface TaskReading {
  readonly face: SeenFace;
  readonly model: ReadingModel;
  /** One row. */
  readonly outputs: Float32Array;
}

export interface ReadTasksOptions {
  tasks: readonly Task[];
  modelsFor: (visible: (typeof SHOWS)[keyof typeof SHOWS]) => readonly ReadingModel[];
  /** What is known to hide a face, or is likeliest to. */
  coverOf: (face: SteadyFace) => keyof typeof SHOWS;
  cut: (box: Box, input: FaceInput) => Promise<Uint8Array>;
  atMs: number;
  /** How many readings there is time for; the most overdue come first. Infinity: all, each as well as it can be made. */
  most: number;
}

/** Makes the readings that are due, side by side. */
export async function readTasks(
  faces: readonly SeenFace[],
  { tasks, modelsFor, coverOf, cut, atMs, most }: ReadTasksOptions,
): Promise<TaskReading[]> {
  const due = faces
    .flatMap((face) => {
      const models = modelsFor(SHOWS[coverOf(face.steady)]);
      return models.flatMap((model) => {
        const task = tasks.find((asked) => asked === model.card.task);
        return task ? [{ face, model, late: overdueMs(task, face.steady, atMs) }] : [];
      });
    })
    .filter(({ late }) => late >= 0 || most === Infinity)
    .sort((a, b) => b.late - a.late)
    .slice(0, most);
  const readings = await Promise.all(
    due.map(async ({ face, model }): Promise<TaskReading> => {
      const { card, reader } = model;
      const pixels = await cut(face.box, inputOf(card));
      // Over a track both come to the same mean.
      const isOdd = face.steady.readingsOf(card.task as Task).n % 2 === 1;
      const view = most === Infinity ? 'both' : isOdd ? 'mirrored' : 'plain';
      return { face, model, outputs: await reader.read([pixels], SHOWS[coverOf(face.steady)], view) };
    }),
  );
  for (const { face, model, outputs } of readings) face.steady.add(model.card, outputs, atMs);
  return readings;
}
