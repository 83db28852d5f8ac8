import type { Card } from '../../artifact/card.ts';
import type { FaceTask } from '../../artifact/labels.ts';
import type { SmoothedFace } from './smoothing/smoothed-face.ts';

/** How often each is read: before it has settled, after that. `first` readings come one every `firstMs`. */
const OFTEN = {
  expression: { first: 0, firstMs: 0, thenMs: 0 },
  gender: { first: 6, firstMs: 100, thenMs: 1500 },
  age: { first: 6, firstMs: 100, thenMs: 1500 },
  custom: { first: 6, firstMs: 60, thenMs: 150 },
} as const satisfies Record<FaceTask, { first: number; firstMs: number; thenMs: number }>;
/** The occlusion, where it is uncertain, and where it is not. */
const COVER_MS = { doubtful: 60, settled: 250 };
/** A reading that has never been made comes before all others. */
const NEVER = 1e6;

/**
 * How overdue a reading of a followed face is.
 * @returns milliseconds that it should have been made earlier; under 0: not due yet
 */
export function overdueMs(card: Card, face: SmoothedFace, atMs: number): number {
  const { n, lastMs } = face.predictionsOf(card);
  if (n === 0) return NEVER;
  const { first, firstMs, thenMs } = OFTEN[card.task as FaceTask];
  return atMs - lastMs - (n < first ? firstMs : thenMs);
}

/** Of faces whose cover is settled, one in so many is looked at again on a frame, so that no frame has them all. */
const IN_TURN = 6;

/** Faces whose occlusion is to be classified again. */
export function occlusionsDue<T extends { smoothed: SmoothedFace }>(faces: readonly T[], atMs: number): T[] {
  const isSettled = ({ smoothed: { occlusion } }: T) => occlusion.settled !== null;
  const waited = ({ smoothed: { occlusion } }: T) => atMs - occlusion.lastMs;
  const doubtful = faces.filter((face) => !isSettled(face) && waited(face) >= COVER_MS.doubtful);
  const settled = faces.filter((face) => isSettled(face) && waited(face) >= COVER_MS.settled);
  settled.sort((a, b) => waited(b) - waited(a));
  return [...doubtful, ...settled.slice(0, Math.ceil(faces.length / IN_TURN))];
}
