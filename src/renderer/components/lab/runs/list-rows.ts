import type { RunSummary } from '../../../../main/ipc/contract.ts';
import type { Fold } from '../../../state/lab/fold-runs.ts';
import { lab } from '../../../messages/index.ts';

export type ListRow = { id: string; height: number } & (
  | { kind: 'section'; section: 'queue' | 'results'; count: number }
  | { kind: 'active'; run: RunSummary; place: number }
  | { kind: 'fold'; fold: Fold; isOpen: boolean }
  | { kind: 'seed'; run: RunSummary }
);

const HEIGHTS = { section: 36, moving: 88, still: 56, fold: 60, seed: 34 };

interface Wanted {
  active: readonly RunSummary[];
  folds: readonly Fold[];
  open: ReadonlySet<string>;
  search: string;
}

/** The queue, then the results; a row of several seeds is followed by them when it is open. */
export function listRows({ active, folds, open, search }: Wanted): ListRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const queue = active.filter((run) => matches(run, words));
  const results = folds.filter(({ runs }) => runs.some((run) => matches(run, words)));
  const rows: ListRow[] = [];
  if (queue.length > 0)
    rows.push({
      id: 'queue',
      height: HEIGHTS.section,
      kind: 'section',
      section: 'queue',
      count: queue.length,
    });
  queue.forEach((run, place) =>
    rows.push({ id: `run-${run.id}`, height: activeHeight(run), kind: 'active', run, place }),
  );
  if (results.length > 0)
    rows.push({
      id: 'results',
      height: HEIGHTS.section,
      kind: 'section',
      section: 'results',
      count: results.length,
    });
  for (const fold of results) {
    const isOpen = fold.runs.length > 1 && open.has(fold.id);
    rows.push({ id: fold.id, height: HEIGHTS.fold, kind: 'fold', fold, isOpen });
    if (isOpen)
      for (const run of fold.runs)
        rows.push({ id: `run-${run.id}`, height: HEIGHTS.seed, kind: 'seed', run });
  }
  return rows;
}

/** What a row is found by when its first letters are typed; a heading takes no focus. */
export function rowName(row: ListRow): string | null {
  if (row.kind === 'section') return null;
  if (row.kind === 'fold') return row.fold.name;
  return row.kind === 'seed' ? lab.names.seed({ seed: String(row.run.seed) }) : row.run.name;
}

/** Whether a row stands for the run that is open; of an open fold its seed does. */
export function isOpenRow(row: ListRow, run: number | null): boolean {
  if (row.kind === 'section') return false;
  if (row.kind === 'fold') return !row.isOpen && row.fold.runs.some(({ id }) => id === run);
  return row.run.id === run;
}

const activeHeight = ({ state }: RunSummary): number => (state === 'queued' ? HEIGHTS.still : HEIGHTS.moving);

function matches(
  { name, preset, task, visible, net, layout, seed, state }: RunSummary,
  words: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const text = `${name} ${preset} ${task} ${visible} ${net} ${layout} seed ${seed} ${state}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
