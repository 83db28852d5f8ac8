import type { PlotMark } from './session-scene.ts';

/** px; a name with less room is left out, its line stays. */
const LEAST_ROOM = 28;
const APART = 5;

type PlacedMark = Pick<PlotMark, 'kind' | 'label'> & { x: number };

/** The name of a mark as it is written. */
export interface MarkName {
  text: string;
  /** Where it begins, or ends. */
  x: number;
  /** It stands before its mark: there is no room after it. */
  isBefore: boolean;
  kind: PlotMark['kind'];
}

/**
 * Names of marks, cut so that none runs over another one or over the next mark.
 * @param marks in the order of time
 */
export function markNames(
  marks: readonly PlacedMark[],
  { left, right }: { left: number; right: number },
  measure: (text: string) => number,
): MarkName[] {
  const names: MarkName[] = [];
  let takenTo = left;
  marks.forEach(({ kind, label, x }, i) => {
    const next = marks[i + 1]?.x ?? right;
    const after = next - x - 2 * APART;
    const before = x - takenTo - 2 * APART;
    const isBefore = after < Math.min(measure(label), LEAST_ROOM * 2) && before > after;
    const text = fitted(label, isBefore ? before : after, measure);
    takenTo = x;
    if (text === null) return;
    names.push({ text, x: isBefore ? x - APART : x + APART, isBefore, kind });
    if (!isBefore) takenTo = x + APART + measure(text);
  });
  return names;
}

/** A text cut to the room that it has. @returns null where there is too little */
export function fitted(label: string, room: number, measure: (text: string) => number): string | null {
  if (measure(label) <= room) return label;
  if (room < LEAST_ROOM) return null;
  let [low, high] = [0, label.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${label.slice(0, middle).trimEnd()}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? null : `${label.slice(0, low).trimEnd()}…`;
}
