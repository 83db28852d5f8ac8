import type { Net } from '../presets/index.ts';
import type { CellPlace, Table } from './cell.ts';
import { PANELS, PAPER_NETS, PUBLISHED_CELLS } from './published.ts';

/** A figure of the tables, before anything is measured. */
export interface RequestedCell extends CellPlace {
  readonly published: number | null;
  readonly publishedSignificant: boolean;
}

/**
 * Every published cell of these tables, and the same rows of nets that the paper does not have, panel after panel.
 * @param nets those that can be measured
 */
export function requestedCells(tables: readonly Table[], nets: readonly Net[]): RequestedCell[] {
  const ofTables = ({ table }: { table: Table }) => tables.includes(table);
  const panels = PANELS.filter(ofTables).flatMap(({ table, dataset, task, metric, rows }) => {
    const printed = PUBLISHED_CELLS.filter(
      (cell) =>
        cell.table === table &&
        cell.dataset === dataset &&
        cell.metric === metric &&
        cell.model !== 'reference',
    );
    const added = rows.flatMap((row) =>
      nets
        .filter((net) => !PAPER_NETS.includes(net))
        .map((net) => ({
          table,
          dataset,
          task,
          metric,
          net,
          ...row,
          published: null,
          publishedSignificant: false,
        })),
    );
    return [...printed, ...added];
  });
  const references = PUBLISHED_CELLS.filter((cell) => ofTables(cell) && cell.model === 'reference');
  return [...panels, ...references];
}
