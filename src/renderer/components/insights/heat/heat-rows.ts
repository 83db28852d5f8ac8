import type { HeatMap } from '../../../../main/ipc/contract.ts';

type Cell = HeatMap['cells'][number];

export interface HeatRows {
  /** From the first to the last hour that any day has. */
  hours: number[];
  /** Monday to Sunday. */
  rows: { weekday: number; cells: Cell[] }[];
  /** Of all cells. */
  most: number;
  /** Of the cells whose hours were all counted on their own: merged ones say nothing of a single hour. Null where there is none. */
  busiest: { row: number; column: number } | null;
  /** Whether a cell has merged hours. */
  isSpread: boolean;
}

/** Hours of the week in which nobody ever has open at the edges are cut. Null where there is no hour at all. */
export function heatRows(cells: HeatMap['cells']): HeatRows | null {
  const shown = cells.filter(({ visitsPerHour }) => visitsPerHour !== null);
  if (shown.length === 0) return null;
  const first = Math.min(...shown.map(({ hour }) => hour));
  const last = Math.max(...shown.map(({ hour }) => hour));
  const apart = shown.filter(({ hoursSpread }) => hoursSpread === 0);
  const busiest = apart.sort((a, b) => b.visitsPerHour! - a.visitsPerHour!)[0];
  return {
    hours: Array.from({ length: last - first + 1 }, (_, i) => first + i),
    rows: Array.from({ length: 7 }, (_, i) => ({
      weekday: i + 1,
      cells: cells
        .filter(({ weekday, hour }) => weekday === i + 1 && hour >= first && hour <= last)
        .sort((a, b) => a.hour - b.hour),
    })),
    most: Math.max(...shown.map(({ visitsPerHour }) => visitsPerHour!)),
    busiest: busiest ? { row: busiest.weekday - 1, column: busiest.hour - first } : null,
    isSpread: apart.length < shown.length,
  };
}
