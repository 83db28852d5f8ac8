import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { Preset } from '../../../../../training/presets/index.ts';
import type { EpochPoint, RunDetail, RunState, RunSummary } from '../../../../ipc/contract.ts';
import type { PlannedStage } from './run-event.ts';
import type { Store } from '../../../platform/store/store.ts';
import { jsonObject, storedJson } from '../../../platform/store/stored-values.ts';
import { queryAll, execute, queryFirst, transaction } from '../../../platform/store/sync.ts';
import type { ListedRun, RunRow, StageRow } from './run-rows.ts';
import { epochOf, epochRow, summaryOf } from './run-rows.ts';
import { UnwrittenEndings } from './unwritten-endings.ts';

/** A run with every setting of its preset. */
export interface StoredRun extends RunDetail {
  resolved: Preset;
}

const LISTED = [
  ...['id', 'experiment', 'name', 'preset_id', 'task', 'visible', 'net', 'seed', 'state', 'data_set'],
  ...['layout', 'fingerprint', 'runs_folder', 'created_at', 'started_at', 'ended_at', 'refusal'],
] as readonly (keyof ListedRun)[];

/** Runs, their stages and epochs as the database holds them. Everything happens at once: nothing comes between. */
export class RunStore {
  readonly store: Store;
  readonly unwritten = new UnwrittenEndings();

  constructor(store: Store) {
    this.store = store;
  }

  /** @throws DemifaceError `missing` */
  row(id: number): RunRow {
    const row = queryFirst(this.store, this.store.db.selectFrom('runs').selectAll().where('id', '=', id));
    if (!row) throw new DemifaceError('missing', message('run.none', { id }));
    return row;
  }

  summary(id: number): RunSummary {
    return this.unwritten.over(summaryOf(this.row(id), this.#stages(id)));
  }

  /** The latest first. */
  summaries(): RunSummary[] {
    const { db } = this.store;
    const runs = queryAll(this.store, db.selectFrom('runs').select(LISTED).orderBy('id', 'desc'));
    const stages = queryAll(this.store, db.selectFrom('stages').selectAll().orderBy('position'));
    const byRun = Map.groupBy(stages, ({ run }) => run);
    return runs.map((run) => this.unwritten.over(summaryOf(run, byRun.get(run.id) ?? [])));
  }

  detail(id: number): StoredRun {
    const { db } = this.store;
    const row = this.row(id);
    const summary = this.summary(id);
    if (summary.damage !== null) throw new DemifaceError('corrupt', summary.damage);
    const epochs = queryAll(
      this.store,
      db.selectFrom('epochs').selectAll().where('run', '=', id).orderBy('stage').orderBy('epoch'),
    );
    const read = epochs.map(({ stage, ...row }) => ({ stage, number: row.epoch, point: epochOf(row) }));
    const byStage = Map.groupBy(read, ({ stage }) => stage);
    return {
      summary,
      resolved: storedJson(row.preset, jsonObject<Preset>()),
      epochs: Object.fromEntries(
        [...byStage].map(([stage, some]) => [stage, some.flatMap(({ point }) => point ?? [])]),
      ),
      damaged: read
        .filter(({ point }) => point === null)
        .map(({ stage, number }) => ({ stage, epoch: number })),
    };
  }

  inState(...states: RunState[]): RunRow[] {
    return queryAll(
      this.store,
      this.store.db
        .selectFrom('runs')
        .selectAll()
        .where('state', 'in', states)
        .orderBy('position')
        .orderBy('id'),
    );
  }

  update(id: number, values: Partial<Omit<RunRow, 'id' | 'task' | 'visible' | 'net'>>): void {
    execute(this.store, this.store.db.updateTable('runs').set(values).where('id', '=', id));
  }

  updateStage(run: number, key: string, values: Partial<Omit<StageRow, 'run' | 'key'>>): void {
    execute(
      this.store,
      this.store.db.updateTable('stages').set(values).where('run', '=', run).where('key', '=', key),
    );
  }

  /** Takes over the stages of a run: those that it has already keep what is known of them. */
  plan(run: number, stages: readonly PlannedStage[]): void {
    const { db } = this.store;
    transaction(this.store, () => {
      const keys = stages.map(({ key }) => key);
      execute(this.store, db.deleteFrom('stages').where('run', '=', run).where('key', 'not in', keys));
      execute(this.store, db.deleteFrom('epochs').where('run', '=', run).where('stage', 'not in', keys));
      stages.forEach(({ key, kind, parents, epochs }, position) => {
        const place = { kind, position, parents: JSON.stringify(parents), epochs };
        execute(
          this.store,
          db
            .insertInto('stages')
            .values({ run, key, ...place, state: 'queued', epoch: 0 })
            .onConflict((conflict) => conflict.columns(['run', 'key']).doUpdateSet(place)),
        );
      });
    });
  }

  /** Epochs that are there already are those that count last. */
  putEpochs(run: number, stage: string, points: readonly EpochPoint[]): void {
    for (const point of points) {
      const row = epochRow(run, stage, point);
      execute(
        this.store,
        this.store.db
          .insertInto('epochs')
          .values(row)
          .onConflict((conflict) => conflict.columns(['run', 'stage', 'epoch']).doUpdateSet(row)),
      );
    }
  }

  #stages(run: number): StageRow[] {
    return queryAll(
      this.store,
      this.store.db.selectFrom('stages').selectAll().where('run', '=', run).orderBy('position'),
    );
  }
}
