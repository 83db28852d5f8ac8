import type { Reproduction } from '../../../main/ipc/contract.ts';
import { textOf } from '../../messages/coded.ts';

export type Cell = Reproduction['cells'][number];

export interface TableRow {
  id: string;
  model: Cell['model'];
  train: Cell['train'];
  test: Cell['test'];
  /** By net, in the panel's order; undefined where the table has no such cell. */
  cells: (Cell | undefined)[];
}
export interface TablePanel {
  id: string;
  table: Cell['table'];
  dataset: Cell['dataset'];
  task: Cell['task'];
  metric: Cell['metric'];
  nets: string[];
  rows: TableRow[];
  references: Cell[];
  /** Why cells are empty, each reason once. */
  reasons: string[];
  /** Counts of pictures of the figures that were measured here, the smallest first, each once. */
  pictures: number[];
}

/** The tables as the paper prints them: a panel for each data set and metric. */
export function tablePanels(cells: readonly Cell[]): TablePanel[] {
  const panels = new Map<string, TablePanel>();
  for (const cell of cells) {
    const { table, dataset, task, metric } = cell;
    const id = [table, dataset, task, metric].join(' ');
    const panel = panels.get(id) ?? {
      id,
      table,
      dataset,
      task,
      metric,
      nets: [],
      rows: [],
      references: [],
      reasons: [],
      pictures: [],
    };
    panels.set(id, panel);
    if (cell.model === 'reference') {
      panel.references.push(cell);
      continue;
    }
    if (!panel.nets.includes(cell.net)) panel.nets.push(cell.net);
    const rowId = [cell.model, cell.train, cell.test].join(' ');
    let row = panel.rows.find((held) => held.id === rowId);
    if (!row) {
      row = { id: rowId, model: cell.model, train: cell.train, test: cell.test, cells: [] };
      panel.rows.push(row);
    }
    row.cells[panel.nets.indexOf(cell.net)] = cell;
    if (cell.n !== null && !panel.pictures.includes(cell.n))
      panel.pictures = [...panel.pictures, cell.n].sort((a, b) => a - b);
    const reason = cell.reason && textOf(cell.reason);
    if (reason !== null && !panel.reasons.includes(reason)) panel.reasons.push(reason);
  }
  return [...panels.values()];
}

/** How many of the paper's figures there are and how many are measured. */
export function measuredShare(cells: readonly Cell[]): { measured: number; of: number } {
  const own = cells.filter(({ model }) => model !== 'reference');
  return { measured: own.filter(({ measured }) => measured !== null).length, of: own.length };
}
