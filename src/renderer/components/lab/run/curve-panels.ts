import type { EpochPoint, StageKind } from '../../../../main/ipc/contract.ts';
import { metricNames } from '../../../state/lab/epoch-history.ts';
import {
  compact,
  compactTick,
  formatCount,
  formatFigure,
  formatNumber,
  formatPercent,
  imagesPerSecond,
  scientific,
} from '../../../messages/format.ts';
import { lab as words, nameIn } from '../../../messages/index.ts';
import type { PlotPanel, PlotSeries } from '../../plots/plot-types.ts';

/** A level that the stage is to beat: what its student reached. */
export interface Reference {
  kind: StageKind;
  value: number;
}

const COLORS = ['--series-1', '--series-2', '--series-3'];
const tickOf = (name: string) => (value: number) =>
  name === 'maeYears' ? formatNumber(value, 1) : formatPercent(value, 0);

/** Loss, metrics, learning rate and speed over the epochs of one stage. */
export function curvePanels(points: readonly EpochPoint[], reference: Reference | null): PlotPanel[] {
  const x = points.map(({ epoch }) => epoch);
  const [loss, rate, speed] = singlePanels(x, points);
  const metrics = metricPanel(x, points, reference);
  return [loss, ...(metrics ? [metrics] : []), rate, speed];
}

/** Panels of one curve each. */
function singlePanels(x: number[], points: readonly EpochPoint[]): [PlotPanel, PlotPanel, PlotPanel] {
  const { plots, plotUnits, series } = words.run;
  const panel = (id: 'loss' | 'rate' | 'speed', values: number[]) => ({
    id,
    title: plots[id],
    unit: plotUnits[id],
    hasZero: true,
    series: [{ id, label: series[id], color: '--series-1' }],
    data: [x, values] as [number[], number[]],
  });
  return [
    {
      ...panel(
        'loss',
        points.map((point) => point.loss),
      ),
      format: compact,
      tick: compactTick,
      height: 116,
    },
    {
      ...panel(
        'rate',
        points.map((point) => point.rate),
      ),
      format: scientific,
      tick: scientific,
      height: 92,
    },
    {
      ...panel(
        'speed',
        points.map((point) => point.imagesPerSecond),
      ),
      format: imagesPerSecond,
      tick: formatCount,
      height: 108,
    },
  ];
}

/** All metrics of the stage in one panel; null without any. */
function metricPanel(
  x: number[],
  points: readonly EpochPoint[],
  reference: Reference | null,
): PlotPanel | null {
  const names = metricNames(points).filter((name) => typeof points.at(-1)?.metrics[name] === 'number');
  const [main] = names;
  if (!main) return null;
  const metrics = names.map((name, i) => ({
    id: name,
    label: nameIn(words.names.metricsShort, name),
    color: COLORS[i % COLORS.length]!,
  }));
  const levels: PlotSeries[] = reference ? [levelOf(reference)] : [];
  return {
    id: 'metric',
    title: nameIn(words.names.metrics, main),
    unit: main === 'maeYears' ? words.run.plotUnits.maeYears : words.run.plotUnits.accuracy,
    series: [...metrics, ...levels],
    data: [
      x,
      ...names.map((name) => points.map(({ metrics: held }) => held[name] ?? null)),
      ...levels.map(() => points.map(() => reference!.value)),
    ],
    format: (value) => formatFigure(main, value),
    tick: tickOf(main),
    hasZero: false,
    height: 140,
  };
}

function levelOf({ kind }: Reference): PlotSeries {
  const label = words.names.stages[kind];
  return { id: 'reference', label, color: '--series-7', dash: [4, 4], isReference: true };
}

/** All epochs that are planned, so that curves grow into their place; a single epoch stands in the middle. */
export function epochRange(planned: number, points: readonly EpochPoint[]): [number, number] {
  const last = Math.max(planned, points.at(-1)?.epoch ?? 1);
  return last <= 1 ? [0.5, 1.5] : [1, last];
}
