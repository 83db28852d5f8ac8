import type { Updateable } from 'kysely';

import { DemifaceError } from '../../../artifact/error.ts';
import type { Task } from '../../../artifact/labels.ts';
import type { Recording, RecordingState, Refusal } from '../../ipc/contract.ts';
import type { Tables } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { all, change, first } from '../store/sync.ts';

/** The list of recordings: paths and how far they are. */
export class RecordingStore {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** In the order in which they are read. */
  list(): Recording[] {
    return all(this.store, this.store.db.selectFrom('recordings').selectAll().orderBy('id')).map(asRecording);
  }

  /** @throws DemifaceError `missing` */
  get(id: number): Recording {
    const row = first(this.store, this.store.db.selectFrom('recordings').selectAll().where('id', '=', id));
    if (!row) throw new DemifaceError('missing', `recording ${id} is not in the list any more`);
    return asRecording(row);
  }

  next(): Recording | undefined {
    return this.list().find(({ state }) => state === 'waiting');
  }

  hasTarget(target: string): boolean {
    return this.list().some((known) => known.target === target);
  }

  add(source: string, target: string, tasks: readonly Task[]): void {
    const row = { source, target, tasks: JSON.stringify(tasks), state: 'waiting' };
    const values = { ...row, added_at: new Date().toISOString() };
    change(this.store, this.store.db.insertInto('recordings').values(values));
  }

  setState(id: number, state: RecordingState, more: Updateable<Tables['recordings']> = {}): void {
    this.update(id, { state, refusal: null, ...more });
  }

  update(id: number, values: Updateable<Tables['recordings']>): void {
    change(this.store, this.store.db.updateTable('recordings').set(values).where('id', '=', id));
  }

  remove(id: number): void {
    change(this.store, this.store.db.deleteFrom('recordings').where('id', '=', id));
  }
}

type Row = Omit<Tables['recordings'], 'id' | 'frames' | 'total'> & {
  id: number;
  frames: number;
  total: number;
};

function asRecording({ tasks, state, refusal, added_at, ended_at, ...row }: Row): Recording {
  return {
    ...row,
    tasks: JSON.parse(tasks) as Task[],
    state: state as RecordingState,
    ...{ framesPerSecond: null, etaS: null },
    refusal: refusal === null ? null : (JSON.parse(refusal) as Refusal),
    addedAt: added_at,
    endedAt: ended_at,
  };
}
