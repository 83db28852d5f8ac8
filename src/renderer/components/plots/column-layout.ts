/** One upright column: where it stands on the axis, what it states. */
export interface Column {
  id: string;
  /** Where it begins and how wide it is, in slots of the axis. */
  slot: number;
  span: number;
  /** Null: there is nothing to draw, which a text in its place states. */
  value: number | null;
  /** Over the column where there is room. */
  text: string;
  /** Under the axis where there is room. */
  axis: string | null;
  /** Read aloud and shown when pointed at. */
  title: string;
  reading: string;
  /** `hatched`: not to be trusted; `soft`: spread evenly; `gap`: no figure. */
  look: 'full' | 'hatched' | 'soft' | 'gap';
}

export interface Box {
  x: number;
  width: number;
  y: number;
  height: number;
}

/** px; a column takes most of its slots, at least one pixel, and of a single slot no more than looks like a column. */
const GAP_SHARE = 0.2;
const MAX_GAP = 6;
const MAX_WIDTH = 72;

/**
 * Places columns on a plot.
 * @param max the value at the top
 */
export function columnBoxes(
  columns: readonly Column[],
  { slots, width, height, max }: { slots: number; width: number; height: number; max: number },
): Box[] {
  const slotWidth = width / slots;
  const gap = Math.max(Math.min(MAX_GAP, slotWidth * GAP_SHARE), slotWidth - MAX_WIDTH);
  return columns.map(({ slot, span, value, look }) => {
    const tall = look === 'gap' ? height : ((value ?? 0) / max) * height;
    return {
      x: slot * slotWidth + gap / 2,
      width: Math.max(1, span * slotWidth - gap),
      y: height - tall,
      height: tall,
    };
  });
}

/** px of a label of tabular figures at 12 px, a little too wide rather than too narrow. */
const CHARACTER = 6.6;
const APART = 8;

/**
 * Which labels can stand centered at their places without touching: from the left, each that fits; `first` states which comes
 * before all others.
 */
export function fittingLabels(
  labels: readonly (string | null)[],
  middles: readonly number[],
  first: number | null = null,
): boolean[] {
  const shown = labels.map(() => false);
  const taken: [left: number, right: number][] = [];
  const order = [...labels.keys()];
  if (first !== null) order.unshift(first);
  for (const i of order) {
    const label = labels[i];
    if (!label || shown[i]) continue;
    const half = (label.length * CHARACTER) / 2;
    const [left, right] = [middles[i]! - half, middles[i]! + half];
    if (taken.some(([from, to]) => left < to + APART && right > from - APART)) continue;
    taken.push([left, right]);
    shown[i] = true;
  }
  return shown;
}
