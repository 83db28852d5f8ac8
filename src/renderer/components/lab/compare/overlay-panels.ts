import type { EpochPoint } from '../../../../main/ipc/contract.ts';
import { metricNames } from '../../../state/lab/epoch-history.ts';
import { compact, compactTick, formatFigure, formatNumber, formatPercent } from '../../../messages/format.ts';
import { lab as words, nameIn } from '../../../messages/index.ts';
import type { PlotPanel } from '../../plots/plot-types.ts';
import { seriesStyle } from '../../plots/plot-types.ts';

export interface Overlaid {
  id: string;
  label: string;
  points: readonly EpochPoint[];
}

/** Loss and the main metric of several runs over the same epochs, a curve each. */
export function overlayPanels(runs: readonly Overlaid[]): PlotPanel[] {
  const x = [...new Set(runs.flatMap(({ points }) => points.map(({ epoch }) => epoch)))].sort(
    (a, b) => a - b,
  );
  const column = (points: readonly EpochPoint[], value: (point: EpochPoint) => number | undefined) => {
    const at = new Map(points.map((point) => [point.epoch, value(point)]));
    return x.map((epoch) => at.get(epoch) ?? null);
  };
  const series = runs.map(({ id, label }, i) => ({ id, label, ...seriesStyle(i) }));
  const height = Math.max(160, runs.length * 16 + 40);
  const main = metricNames(runs.flatMap(({ points }) => points.slice(-1)))[0];
  return [
    ...(main
      ? [
          {
            id: 'metric',
            title: nameIn(words.names.metrics, main),
            unit: main === 'maeYears' ? words.run.plotUnits.maeYears : words.run.plotUnits.accuracy,
            series,
            data: [
              x,
              ...runs.map(({ points }) => column(points, ({ metrics }) => metrics[main])),
            ] as PlotPanel['data'],
            format: (value: number) => formatFigure(main, value),
            tick: (value: number) => (main === 'maeYears' ? formatNumber(value, 1) : formatPercent(value, 0)),
            hasZero: false,
            height,
          },
        ]
      : []),
    {
      id: 'loss',
      title: words.run.plots.loss,
      unit: words.run.plotUnits.loss,
      series,
      data: [x, ...runs.map(({ points }) => column(points, ({ loss }) => loss))] as PlotPanel['data'],
      format: compact,
      tick: compactTick,
      hasZero: true,
      height,
    },
  ];
}
