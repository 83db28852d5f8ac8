import { EXPRESSIONS } from '../../../artifact/labels.ts';
import type { LiveFrame } from '../../../main/ipc/contract.ts';

/** How far back it goes. */
export const SPAN_S = 60;
/** Two answers of a face are at least so far apart: the core changes what is shown no faster than twice a second. */
const STEP_MS = 250;

/** x in seconds before now (0 or less), then a column for each expression; null where the face was not seen. */
export type HistoryColumns = [number[], ...(number | null)[][]];

interface Point {
  readonly atMs: number;
  readonly probs: readonly (number | null)[];
}

/** The last minute of each face: its probabilities of the expressions. In memory, and gone with the face. */
export class FaceHistory {
  readonly #points = new Map<number, Point[]>();
  #nowMs = $state(0);

  /** Takes note of a frame; on a clock that starts anew all that came before is forgotten. */
  add({ atMs, faces, ended }: LiveFrame): void {
    if (atMs < this.#nowMs) this.clear();
    for (const { face } of ended) this.#points.delete(face.track);
    for (const { track, expression, isSeen } of faces) {
      const points = this.#points.get(track) ?? [];
      this.#points.set(track, points);
      if (atMs - (points.at(-1)?.atMs ?? -Infinity) < STEP_MS) continue;
      const probs = EXPRESSIONS.map((label) => (isSeen ? (expression?.probs[label] ?? null) : null));
      points.push({ atMs, probs });
      while (points[0]!.atMs < atMs - SPAN_S * 1000) points.shift();
    }
    if (atMs - this.#nowMs >= STEP_MS || atMs < this.#nowMs) this.#nowMs = atMs;
  }

  clear(): void {
    this.#points.clear();
    this.#nowMs = 0;
  }

  /** Follows every quarter of a second. */
  columnsOf(track: number | null): HistoryColumns {
    const nowMs = this.#nowMs;
    const points = track === null ? [] : (this.#points.get(track) ?? []);
    return [
      points.map(({ atMs }) => Math.min(0, (atMs - nowMs) / 1000)),
      ...EXPRESSIONS.map((_, k) => points.map(({ probs }) => probs[k]!)),
    ];
  }
}
