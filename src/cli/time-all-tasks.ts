import { DemifaceError } from '../artifact/error.ts';
import type { Visible } from '../artifact/labels.ts';
import { TASKS, VISIBLE } from '../artifact/labels.ts';
import { readOnnxModel } from '../artifact/model-folder.ts';
import type { FaceReader } from '../reading/face-reader.ts';
import { createFaceReader } from '../reading/face-reader.ts';
import { bestModel, findModels } from '../training/library/model-library.ts';

/** What hides a face is asked first, of the whole of it. */
const FIRST = 'hidden';

/**
 * Times one face through what hides it and the best model of each task for the half that shows, mirror images included:
 * from its cut pixels to the outputs.
 * @returns milliseconds in rising order, by what shows
 * @throws DemifaceError `missing` if the folder lacks a model; as `createFaceReader`
 */
export async function timeAllTasks(
  folder: string,
  { threads, faces, warmUp, signal }: { threads: number; faces: number; warmUp: number; signal: AbortSignal },
): Promise<Record<Visible, number[]>> {
  const times: Record<Visible, number[]> = { full: [], lower: [], upper: [] };
  for (const visible of VISIBLE) {
    const readers: { reader: FaceReader; face: Uint8Array; shown: Visible }[] = [];
    try {
      for (const task of [FIRST, ...TASKS] as const) {
        const shown = task === FIRST ? 'full' : visible;
        const found = bestModel(findModels(folder), task, shown);
        if (!found) throw new DemifaceError('missing', `no model of ${task}.${shown} in ${folder}`);
        const { size, color } = found.card.preprocessing;
        readers.push({
          reader: await createFaceReader(readOnnxModel(found.path), { threads }),
          face: madeFace(size, color === 'gray' ? 1 : 3),
          shown,
        });
      }
      for (let i = 0; i < faces + warmUp; i++) {
        if (signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
        const start = performance.now();
        for (const { reader, face, shown } of readers) await reader.read([face], shown);
        if (i >= warmUp) times[visible].push(performance.now() - start);
      }
    } finally {
      for (const { reader } of readers) await reader.dispose();
    }
    times[visible].sort((a, b) => a - b);
  }
  return times;
}

/** What a network computes does not depend on what it sees. */
export function madeFace(size: number, channels: number): Uint8Array {
  return Uint8Array.from({ length: size * size * channels }, (_, i) => (i * 37) % 256);
}
