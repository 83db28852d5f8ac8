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
  const names = metricNames(points).filter((name) => typeof points.at(-1)?.metrics[name] === 'number');
  const main = names[0];
  const metrics: PlotSeries[] = names.map((name, i) => ({
    id: name,
    label: nameIn(words.names.metricsShort, name),
    color: COLORS[i % COLORS.length]!,
  }));
  const level: PlotSeries[] =
    reference && main
      ? [
          {
            id: 'reference',
            label: words.names.stages[reference.kind],
            color: '--series-7',
            dash: [4, 4],
            isReference: true,
          },
        ]
      : [];
  const single = { hasZero: true, height: 92 };
  const panels: PlotPanel[] = [
    {
      ...single,
      id: 'loss',
      title: words.run.plots.loss,
      unit: words.run.plotUnits.loss,
      series: [{ id: 'loss', label: words.run.series.loss, color: '--series-1' }],
      data: [x, points.map(({ loss }) => loss)],
      format: compact,
      tick: compactTick,
      height: 116,
    },
  ];
  if (main)
    panels.push({
      id: 'metric',
      title: nameIn(words.names.metrics, main),
      unit: main === 'maeYears' ? words.run.plotUnits.maeYears : words.run.plotUnits.accuracy,
      series: [...metrics, ...level],
      data: [
        x,
        ...names.map((name) => points.map(({ metrics: held }) => held[name] ?? null)),
        ...level.map(() => points.map(() => reference!.value)),
      ],
      format: (value) => formatFigure(main, value),
      tick: tickOf(main),
      hasZero: false,
      height: 140,
    });
  panels.push(
    {
      ...single,
      id: 'rate',
      title: words.run.plots.rate,
      unit: words.run.plotUnits.rate,
      series: [{ id: 'rate', label: words.run.series.rate, color: '--series-1' }],
      data: [x, points.map(({ rate }) => rate)],
      format: scientific,
      tick: scientific,
    },
    {
      ...single,
      id: 'speed',
      title: words.run.plots.speed,
      unit: words.run.plotUnits.speed,
      series: [{ id: 'speed', label: words.run.series.speed, color: '--series-1' }],
      data: [x, points.map((point) => point.imagesPerSecond)],
      format: imagesPerSecond,
      tick: formatCount,
      height: 108,
    },
  );
  return panels;
}

/** All epochs that are planned, so that curves grow into their place; a single epoch stands in the middle. */
export function epochRange(planned: number, points: readonly EpochPoint[]): [number, number] {
  const last = Math.max(planned, points.at(-1)?.epoch ?? 1);
  return last <= 1 ? [0.5, 1.5] : [1, last];
}
