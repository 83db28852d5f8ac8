import type { RunState, RunSummary } from '../../../main/ipc/contract.ts';
import { spread } from './spread.ts';
import type { Spread } from './spread.ts';

/** Runs that differ by their seed alone, as one row. */
export interface Fold {
  id: string;
  name: string;
  /** By seed. */
  runs: RunSummary[];
  /** Over the runs that have a figure. */
  figure: ({ name: 'accuracy' | 'maeYears'; pictures: number | null } & Spread) | null;
  /** How many of its experiment's runs still wait or train. */
  pending: number;
  latest: string;
}

const ACTIVE: readonly RunState[] = ['running', 'pausing', 'paused', 'queued'];
/** Waits, trains or stands still: belongs to the queue. */
export const isActive = ({ state }: Pick<RunSummary, 'state'>): boolean => ACTIVE.includes(state);

/** Newest first. Settled runs of one start share a row; a seed that comes twice begins another one. */
export function foldRuns(runs: readonly RunSummary[]): Fold[] {
  const pending = new Map<number, number>();
  const groups = new Map<string, RunSummary[][]>();
  for (const run of runs) {
    if (isActive(run)) {
      pending.set(run.experiment, (pending.get(run.experiment) ?? 0) + 1);
      continue;
    }
    const key = [run.experiment, run.preset, run.layout, run.fingerprint, run.runsFolder].join('|');
    const rows = groups.get(key) ?? [];
    const row = rows.find((held) => held.every(({ seed }) => seed !== run.seed));
    if (row) row.push(run);
    else rows.push([run]);
    groups.set(key, rows);
  }
  const folds = [...groups].flatMap(([key, rows]) =>
    rows.map((held, i) => foldOf(`${key}|${i}`, held, pending.get(held[0]!.experiment) ?? 0)),
  );
  return folds.sort((a, b) => (a.latest < b.latest ? 1 : a.latest > b.latest ? -1 : 0));
}

function foldOf(id: string, held: RunSummary[], pending: number): Fold {
  const runs = [...held].sort((a, b) => a.seed - b.seed);
  // What stopped on its way has a figure of an earlier stage.
  const done = runs.filter(({ state }) => state === 'done');
  const counted = done.length > 0 ? done : runs;
  const names = new Set(counted.flatMap(({ figure }) => figure?.name ?? []));
  const [name] = names;
  const pictures = new Set(counted.flatMap(({ figure }) => figure?.pictures ?? []));
  const over = spread(counted.flatMap(({ figure }) => figure?.value ?? []));
  return {
    id,
    name: runs[0]!.name,
    runs,
    figure:
      name && names.size === 1 && over
        ? { name, pictures: pictures.size === 1 ? [...pictures][0]! : null, ...over }
        : null,
    pending,
    latest: runs.reduce((last, run) => (timeOf(run) > last ? timeOf(run) : last), ''),
  };
}

const timeOf = ({ endedAt, startedAt, createdAt }: RunSummary): string => endedAt ?? startedAt ?? createdAt;

/** One word for all of a row's runs: the one that needs attention first. */
export function foldState(runs: readonly RunSummary[]): RunState {
  const order: readonly RunState[] = ['failed', 'elsewhere', 'cancelled'];
  return order.find((state) => runs.some((run) => run.state === state)) ?? runs[0]!.state;
}
