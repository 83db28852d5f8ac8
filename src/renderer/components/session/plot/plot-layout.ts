interface Row {
  y: number;
  height: number;
}

/** Where what stands in a plot of a session, in pixels. */
export interface PlotLayout {
  width: number;
  height: number;
  /** Of text and points. */
  scale: number;
  /** The whole session at a glance: no text but the time. */
  isSmall: boolean;
  left: number;
  right: number;
  steps: Row;
  ribbon: Row;
  flags: Row;
  /** Names of marks; no point or rating is in it. */
  names: Row;
  suds: Row;
  axis: Row;
  x: (atMs: number) => number;
  /** Of a rating. */
  y: (value: number) => number;
}

export interface PlotLayoutOptions {
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  hasRibbon: boolean;
  isSmall?: boolean;
  scale?: number;
}

/** Of what is left beside steps, flags and axis, so much is the ribbon's. */
const RIBBON_SHARE = 0.58;

export function plotLayout({
  width,
  height,
  fromMs,
  toMs,
  hasRibbon,
  isSmall = false,
  scale = 1,
}: PlotLayoutOptions): PlotLayout {
  const left = 40 * scale;
  const right = width - 10;
  const axis = { y: height - 20 * scale, height: 20 * scale };
  const steps = { y: 0, height: isSmall ? 6 : 20 * scale };
  const gap = isSmall ? 3 : 8;
  const top = steps.height + gap;
  const flags = hasRibbon ? (isSmall ? 2 : 4) : 0;
  // Room for a point at 0 and one at 100, and for what is written over them.
  const margin = isSmall ? 4 : 8 * scale;
  const named = isSmall ? 0 : 16 * scale;
  const free = axis.y - top - flags - named - (hasRibbon ? gap : 0) - 2 * margin;
  const tall = hasRibbon ? Math.round(free * (isSmall ? 0.5 : RIBBON_SHARE)) : 0;
  const ribbon = { y: top, height: tall };
  const names = { y: top + tall + flags + (hasRibbon ? gap : 0), height: named };
  const sudsY = names.y + named + margin;
  const suds = { y: sudsY, height: axis.y - margin - sudsY };
  return {
    width,
    height,
    scale,
    isSmall,
    left,
    right,
    steps,
    ribbon,
    names,
    suds,
    axis,
    flags: { y: top + tall + 1, height: flags },
    x: (atMs) => left + ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * (right - left),
    y: (value) => suds.y + (1 - value / 100) * suds.height,
  };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Between two marks of the axis. */
const SPANS = [1, 2, 5, 10, 15, 30]
  .map((s) => s * SECOND)
  .concat([1, 2, 5, 10, 15, 30, 60].map((m) => m * MINUTE));
/** px */
const APART = 72;

/** Round times within a stretch, as many as have room. */
export function timeTicks(fromMs: number, toMs: number, width: number): number[] {
  const least = ((toMs - fromMs) * APART) / Math.max(1, width);
  const span = SPANS.find((each) => each >= least) ?? SPANS.at(-1)!;
  const first = Math.ceil(Math.max(0, fromMs) / span) * span;
  return Array.from(
    { length: Math.max(0, Math.floor((toMs - first) / span) + 1) },
    (_, i) => first + i * span,
  );
}
