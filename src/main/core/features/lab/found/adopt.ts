import { basename } from 'node:path';

import type { RunState } from '../../../../ipc/contract.ts';
import { newId } from '../../../platform/store/new-id.ts';
import { queryAll, execute, queryFirst, transaction } from '../../../platform/store/sync.ts';
import { dropIfEmpty } from '../runs/remove-run.ts';
import type { RunRow } from '../runs/run-rows.ts';
import { setState } from '../runs/run-state.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { FoundRun } from './found-run.ts';

/** For these the folder is newer than the database. A paused one only where it was never begun here. */
export const UNFINISHED: readonly string[] = ['elsewhere', 'paused'] satisfies RunState[];

export interface Adopted {
  id: number;
  isNew: boolean;
}

/**
 * Takes a run of a folder into the list, or brings what the list has of it up to date.
 * @param claimed runs that others found are
 * @returns null for a run that this program runs itself
 */
export function adopt(
  runs: RunStore,
  folder: string,
  found: FoundRun,
  claimed: ReadonlySet<number>,
): Adopted | null {
  return transaction(runs.store, () => {
    const same = sameEnd(runs, folder, found);
    if (same && !isForeign(same)) return null;
    const guessed = unfinishedIn(runs, folder).find(
      (row) => !claimed.has(row.id) && mayHaveBeen(runs, row, found),
    );
    const known = same ?? guessed;
    const id = known?.id ?? insert(runs, folder, found);
    if (known && known.preset_id !== found.preset.id) rename(runs, folder, known, found);
    update(runs, id, found);
    return { id, isNew: !known };
  });
}

/** Runs of this folder that others began and that are not done, as the list has them. */
export function unfinishedIn({ store }: RunStore, folder: string): RunRow[] {
  const query = store.db
    .selectFrom('runs')
    .selectAll()
    .where('runs_folder', '=', folder)
    .where('state', 'in', UNFINISHED);
  return queryAll(store, query).filter(isForeign);
}

/** Brings a run up to date. Epochs that are there already are not written again. */
export function update(runs: RunStore, id: number, found: Omit<FoundRun, 'preset'>): void {
  const before = new Map(runs.summary(id).stages.map((stage) => [stage.key, stage]));
  runs.plan(id, found.stages);
  for (const { key, state, metrics, history, endedAt } of found.stages) {
    const known = before.get(key)?.epoch ?? 0;
    runs.putEpochs(id, key, known > history.length ? history : history.slice(known));
    runs.updateStage(id, key, {
      state,
      epoch: history.length,
      ended_at: endedAt,
      metrics: metrics && JSON.stringify(metrics),
    });
  }
  const { fingerprint, state, until, endedAt } = found;
  setState(runs, id, state);
  runs.update(id, { fingerprint, until, ended_at: endedAt });
}

/** Whether others run it: all that is done counts, for nobody changes that any more. */
export function isForeign({ state, data_root, started_at }: RunRow): boolean {
  return state === 'done' || (UNFINISHED.includes(state) && data_root === null && started_at === null);
}

/** A run in the same place with the same last stage. */
function sameEnd({ store }: RunStore, folder: string, { preset, stages }: FoundRun): RunRow | undefined {
  const last = stages.at(-1)!.key;
  const { db } = store;
  return queryFirst(
    store,
    db
      .selectFrom('runs')
      .innerJoin('stages', 'stages.run', 'runs.id')
      .selectAll('runs')
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

/**
 * Whether a run that was under way at the last update of the list is this one: it ended before its last stage, as with
 * `--until`, or its first stages belong to several presets and now it shows which one it is.
 */
function mayHaveBeen(runs: RunStore, row: RunRow, { preset, fingerprint, state, stages }: FoundRun): boolean {
  if (row.seed !== preset.seed || row.fingerprint !== fingerprint) return false;
  if (state === 'done' && row.preset_id === preset.id) return true;
  const keys = new Set(stages.map(({ key }) => key));
  return runs
    .summary(row.id)
    .stages.every((stage) => keys.has(stage.key) || (stage.state === 'queued' && stage.epoch === 0));
}

/** It turns out to be a run of another preset. */
function rename(
  runs: RunStore,
  folder: string,
  { id, experiment: before, created_at }: RunRow,
  { preset, fingerprint }: FoundRun,
): void {
  const experiment = experimentFor(runs.store, folder, preset.id, fingerprint, created_at);
  runs.update(id, { experiment, name: preset.id, preset_id: preset.id, preset: JSON.stringify(preset) });
  dropIfEmpty(runs.store, before);
}

function insert(
  { store }: RunStore,
  folder: string,
  { preset, fingerprint, state, endedAt }: FoundRun,
): number {
  const { db } = store;
  const created_at = endedAt ?? new Date().toISOString();
  return execute(
    store,
    db.insertInto('runs').values({
      id: newId(store, 'runs'),
      experiment: experimentFor(store, folder, preset.id, fingerprint, created_at),
      name: preset.id,
      preset_id: preset.id,
      preset: JSON.stringify(preset),
      seed: preset.seed,
      until: null,
      data_set: null,
      layout: preset.layout,
      fingerprint,
      runs_folder: folder,
      state,
      position: null,
      created_at,
      started_at: null,
      ended_at: endedAt,
      refusal: null,
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
    .where('data_root', 'is', null);
  const found = queryFirst(store, same)?.experiment;
  if (found !== undefined) return found;
  const name = `${preset} (${basename(folder)})`;
  return execute(store, store.db.insertInto('experiments').values({ name, created_at }));
}
