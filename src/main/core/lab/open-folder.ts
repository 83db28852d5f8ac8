import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { DemifaceError } from '../../../artifact/error.ts';
import type { RunState } from '../../ipc/contract.ts';
import { all, change, first, together } from '../store/sync.ts';
import type { FoundRun } from './found-run.ts';
import { recordedRun } from './found-run.ts';
import { runsUnderWay } from './runs-under-way.ts';
import { setState } from './run-state.ts';
import type { RunStore } from './run-store.ts';

export interface OpenedFolder {
  added: number;
  updated: number;
  /** Records that cannot be read, or whose models are damaged. */
  skipped: number;
  /** Runs that are other than before. */
  changed: number[];
}

const RECORD = /\.seed\d+\.[0-9a-f]{20}\.json$/;
/** Of these another process knows more than the database; of all others this one does. */
const FOREIGN: readonly string[] = ['done', 'elsewhere'] satisfies RunState[];

/**
 * Takes the runs of a runs folder into the list: those that are done, and those that another process is at.
 * @throws DemifaceError `missing` if there is no such folder, or nothing of ours in it
 */
export function openFolder(runs: RunStore, given: string): OpenedFolder {
  const folder = resolve(given);
  if (!existsSync(folder)) throw new DemifaceError('missing', `there is no folder ${folder}`);
  const names = readdirSync(folder).filter((name) => RECORD.test(name));
  if (
    names.length === 0 &&
    !names.concat(readdirSync(folder)).some((name) => name === 'stages' || name === 'work')
  )
    throw new DemifaceError(
      'missing',
      `${folder} holds no runs; choose a folder that demiface train wrote into`,
    );
  const recorded = names.map((name) => recordedRun(folder, name));
  const done = recorded.filter((run) => run !== null);
  const taken = new Set([
    ...done.flatMap(({ stages }) => stages.map(({ key }) => key)),
    ...ownStages(runs, folder),
  ]);
  const underWay = runsUnderWay(folder, taken, knownFingerprints(runs));
  const opened: OpenedFolder = { added: 0, updated: 0, skipped: recorded.length - done.length, changed: [] };
  for (const found of [...done, ...underWay]) {
    const known = knownAs(runs, folder, found);
    if (known && !FOREIGN.includes(known.state)) continue;
    const id = together(runs.store, () => put(runs, folder, found, known?.id));
    opened[known ? 'updated' : 'added']++;
    opened.changed.push(id);
  }
  return opened;
}

/** A run with the same last stage in the same place. */
function knownAs({ store }: RunStore, folder: string, { preset, stages }: FoundRun) {
  const last = stages.at(-1)!.key;
  return first(
    store,
    store.db
      .selectFrom('runs')
      .innerJoin('stages', 'stages.run', 'runs.id')
      .select(['runs.id', 'runs.state'])
      .where('runs_folder', '=', folder)
      .where('preset_id', '=', preset.id)
      .where('stages.key', '=', last)
      .where('stages.position', '=', (query) =>
        query
          .selectFrom('stages as other')
          .select(({ fn }) => fn.max('other.position').as('last'))
          .whereRef('other.run', '=', 'runs.id'),
      ),
  );
}

/** Stages of runs in this folder that this program runs itself. */
function ownStages({ store }: RunStore, folder: string): string[] {
  const query = store.db
    .selectFrom('stages')
    .innerJoin('runs', 'runs.id', 'stages.run')
    .select('stages.key')
    .where('runs_folder', '=', folder)
    .where('runs.state', 'not in', FOREIGN);
  return all(store, query).map(({ key }) => key);
}

function knownFingerprints({ store }: RunStore): string[] {
  const query = store.db.selectFrom('runs').select('fingerprint').distinct();
  return all(store, query).flatMap(({ fingerprint }) => fingerprint ?? []);
}

function put(runs: RunStore, folder: string, found: FoundRun, known: number | undefined): number {
  const id = known ?? insert(runs, folder, found);
  runs.plan(id, found.stages);
  found.stages.forEach(({ key, state, metrics, history, endedAt }) => {
    runs.putEpochs(id, key, history);
    runs.updateStage(id, key, {
      ...{ state, epoch: history.length, ended_at: endedAt },
      metrics: metrics && JSON.stringify(metrics),
    });
  });
  const { fingerprint, state, endedAt } = found;
  setState(runs, id, state);
  runs.update(id, { fingerprint, ended_at: endedAt });
  return id;
}

function insert(
  { store }: RunStore,
  folder: string,
  { preset, fingerprint, state, endedAt }: FoundRun,
): number {
  const { db } = store;
  const created_at = endedAt ?? new Date().toISOString();
  return change(
    store,
    db.insertInto('runs').values({
      experiment: experimentFor(store, folder, preset.id, fingerprint, created_at),
      ...{
        name: preset.id,
        preset_id: preset.id,
        preset: JSON.stringify(preset),
        seed: preset.seed,
        until: null,
      },
      ...{ data_set: null, layout: preset.layout, fingerprint, runs_folder: folder, state },
      ...{ position: null, created_at, started_at: null, ended_at: endedAt, refusal: null },
    }),
  );
}

/** Runs of one folder that differ only by their seeds belong together. */
function experimentFor(
  store: RunStore['store'],
  folder: string,
  preset: string,
  fingerprint: string,
  created_at: string,
): number {
  const same = store.db
    .selectFrom('runs')
    .select('experiment')
    .where('runs_folder', '=', folder)
    .where('preset_id', '=', preset)
    .where('fingerprint', '=', fingerprint)
    .where('data_set', 'is', null);
  const found = first(store, same)?.experiment;
  if (found !== undefined) return found;
  const name = `${preset} (${basename(folder)})`;
  return change(store, store.db.insertInto('experiments').values({ name, created_at }));
}
