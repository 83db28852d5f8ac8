import type uPlot from 'uplot';

import type { PlotPanel } from './plot-types.ts';

const Y_AXIS_PX = 52;
const X_AXIS_PX = 26;
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Liberation Sans", sans-serif';

interface Wanted {
  panel: PlotPanel;
  width: number;
  xRange: readonly [number, number];
  hasXAxis: boolean;
  syncKey: string;
  /** Value of a token in the current theme. */
  color: (token: string) => string;
  onhover: (index: number | null) => void;
}

/** Options of one panel; colors are looked up at each drawing, so a change of theme needs a redraw alone. */
export function plotOptions({
  panel,
  width,
  xRange,
  hasXAxis,
  syncKey,
  color,
  onhover,
}: Wanted): uPlot.Options {
  return {
    width,
    height: panel.height,
    padding: [8, 12, hasXAxis ? 0 : 4, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: {
        size: 7,
        width: 2,
        stroke: (_, i) => color(panel.series[i - 1]!.color),
        fill: () => color('--surface'),
      },
      sync: { key: syncKey, setSeries: false },
    },
    scales: {
      x: { time: false, range: () => [xRange[0], xRange[1]] },
      y: { range: (_, min, max) => yRange(min, max, panel.hasZero) },
    },
    axes: axesOf({ panel, hasXAxis, color }),
    series: [
      {},
      ...panel.series.map(({ color: token, dash, isReference }) => ({
        stroke: () => color(token),
        width: isReference ? 1 : 1.75,
        ...(dash ? { dash } : {}),
        points: { show: (u: uPlot) => !isReference && u.data[0].length < 2 },
        spanGaps: true,
      })),
    ],
    hooks: {
      setCursor: [
        (u) => onhover(u.cursor.left === undefined || u.cursor.left < 0 ? null : (u.cursor.idx ?? null)),
      ],
    },
  };
}

function axesOf({ panel, hasXAxis, color }: Pick<Wanted, 'panel' | 'hasXAxis' | 'color'>): uPlot.Axis[] {
  const line = () => color('--line');
  const quiet = () => color('--text-quiet');
  return [
    {
      show: hasXAxis,
      size: X_AXIS_PX,
      gap: 4,
      font: FONT,
      stroke: quiet,
      grid: { show: false },
      ticks: { show: false },
      incrs: [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000],
      space: 48,
    },
    {
      size: Y_AXIS_PX,
      gap: 6,
      font: FONT,
      stroke: quiet,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      space: 26,
      values: (_, splits) => splits.map((value) => panel.tick(value)),
    },
  ];
}

/** A small margin above and below; never without height. */
function yRange(min: number | null, max: number | null, hasZero: boolean): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const low = hasZero ? Math.min(0, min) : min;
  const height = max - low || Math.abs(max) * 0.1 || 1;
  return [hasZero && low === 0 ? 0 : low - height * 0.08, max + height * 0.08];
}
