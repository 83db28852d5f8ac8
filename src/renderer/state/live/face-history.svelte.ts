import { EXPRESSIONS } from '../../../artifact/labels.ts';
import type { LiveFrame } from '../../../main/ipc/contract.ts';

/** How far back it goes. */
export const SPAN_S = 60;
/** Two answers of a face are at least so far apart: the core changes what is shown no faster than twice a second. */
const STEP_MS = 250;

/** The last minute of one task of a face. */
export interface HistoryChart {
  /** Classes that were predicted; the expressions in their order, those of a user's own task in that of the model. */
  readonly labels: readonly string[];
  /** x in seconds before now (0 or less), then a column for each class; null where the face was not seen or not predicted. */
  readonly columns: [number[], ...(number | null)[][]];
}

type Probs = Readonly<Record<string, number>>;

interface Point {
  readonly atMs: number;
  readonly expression: Probs | undefined;
  /** By title. */
  readonly custom: ReadonlyMap<string, Probs>;
}

/** The last minute of each face: its probabilities of classes. In memory, and gone with the face. */
export class FaceHistory {
  readonly #points = new Map<number, Point[]>();
  #nowMs = $state(0);

  /** Takes note of a frame; on a clock that starts anew all that came before is forgotten. */
  add({ atMs, faces, ended }: LiveFrame): void {
    if (atMs < this.#nowMs) this.clear();
    for (const { face } of ended) this.#points.delete(face.track);
    for (const face of faces) {
      const points = this.#points.get(face.track) ?? [];
      this.#points.set(face.track, points);
      if (atMs - (points.at(-1)?.atMs ?? -Infinity) < STEP_MS) continue;
      points.push(pointOf(face, atMs));
      while (points[0]!.atMs < atMs - SPAN_S * 1000) points.shift();
    }
    if (atMs - this.#nowMs >= STEP_MS || atMs < this.#nowMs) this.#nowMs = atMs;
  }

  clear(): void {
    this.#points.clear();
    this.#nowMs = 0;
  }

  /**
   * Follows every quarter of a second.
   * @param title of a task of the user's own; null: the expressions
   */
  chartOf(track: number | null, title: string | null = null): HistoryChart {
    const nowMs = this.#nowMs;
    const points = track === null ? [] : (this.#points.get(track) ?? []);
    const probs = points.map((point) => (title === null ? point.expression : point.custom.get(title)));
    const found = new Set(probs.flatMap((one) => Object.keys(one ?? {})));
    const labels = title === null ? EXPRESSIONS.filter((label) => found.has(label)) : [...found];
    return {
      labels,
      columns: [
        points.map(({ atMs }) => Math.min(0, (atMs - nowMs) / 1000)),
        ...labels.map((label) => probs.map((one) => one?.[label] ?? null)),
      ],
    };
  }
}

function pointOf({ isSeen, expression, custom = [] }: LiveFrame['faces'][number], atMs: number): Point {
  if (!isSeen) return { atMs, expression: undefined, custom: new Map() };
  return {
    atMs,
    expression: expression?.probs,
    custom: new Map(
      custom.flatMap(({ title, prediction }) => (prediction ? [[title, prediction.probs] as const] : [])),
    ),
  };
}
