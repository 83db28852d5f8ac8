import type { AlignedData } from 'uplot';

export interface PlotSeries {
  id: string;
  label: string;
  /** A token: `--series-1`. */
  color: string;
  dash?: number[] | undefined;
  /** A level to compare with rather than a measurement. */
  isReference?: boolean;
}

export interface PlotPanel {
  id: string;
  title: string;
  /** Quiet, after the title. */
  unit: string;
  series: readonly PlotSeries[];
  /** x, then a column for each series. */
  data: AlignedData;
  format: (value: number) => string;
  /** Of the axis; shorter than `format`. */
  tick: (value: number) => string;
  /** Zero means something here: the axis begins with it. */
  hasZero: boolean;
  height: number;
}

const SERIES_COLORS = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `--series-${n}`);

/** The ninth series begins with the first color again, dashed. */
export const seriesStyle = (i: number): { color: string; dash: number[] | undefined } => ({
  color: SERIES_COLORS[i % SERIES_COLORS.length]!,
  dash: i < SERIES_COLORS.length ? undefined : [6, 4],
});
