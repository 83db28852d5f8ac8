import type { Updateable } from 'kysely';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import type { Recording, RecordingState, Refusal } from '../../../ipc/contract.ts';
import { refusalOf } from '../../platform/refusal.ts';
import { newId } from '../../platform/store/new-id.ts';
import type { Tables } from '../../platform/store/schema.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryAll, execute, queryFirst, withoutWaiting } from '../../platform/store/sync.ts';
import { asRecording } from './recording-row.ts';

type Values = Updateable<Tables['recordings']>;

/** The list of recordings: paths and how far they are. */
export class RecordingStore {
  readonly store: Store;
  /** Changes that the database does not take for now, by recording. */
  readonly #unsaved = new Map<number, { values: Values; problem: Refusal }>();

  constructor(store: Store) {
    this.store = store;
  }

  /** In the order in which they are read. */
  list(): Recording[] {
    const rows = queryAll(this.store, this.store.db.selectFrom('recordings').selectAll().orderBy('id'));
    return rows.map((row) => this.#asKnown(row));
  }

  /** @throws DemifaceError `missing` */
  get(id: number): Recording {
    const row = queryFirst(
      this.store,
      this.store.db.selectFrom('recordings').selectAll().where('id', '=', id),
    );
    if (!row) throw new DemifaceError('missing', message('recording.gone', { id }));
    return this.#asKnown(row);
  }

  next(): Recording | undefined {
    return this.list().find(({ state }) => state === 'queued');
  }

  targets(): Set<string> {
    const rows = queryAll(this.store, this.store.db.selectFrom('recordings').select('target'));
    return new Set(rows.map(({ target }) => target));
  }

  add(source: string, target: string, tasks: readonly FaceTask[]): void {
    const row = {
      id: newId(this.store, 'recordings'),
      source,
      target,
      tasks: JSON.stringify(tasks),
      state: 'queued',
    };
    const values = { ...row, added_at: new Date().toISOString() };
    execute(this.store, this.store.db.insertInto('recordings').values(values));
  }

  setState(id: number, state: RecordingState, more: Values = {}): void {
    this.update(id, { state, refusal: null, ...more });
  }

  /**
   * Never throws and waits for no lock: what the database does not take, being full or held, is shown as if it were written, with the reason,
   * and kept for `saveAll`.
   */
  update(id: number, more: Values): void {
    const values = { ...this.#unsaved.get(id)?.values, ...more };
    try {
      const query = this.store.db.updateTable('recordings').set(values).where('id', '=', id);
      withoutWaiting(this.store, () => execute(this.store, query));
      this.#unsaved.delete(id);
    } catch (error) {
      this.#unsaved.set(id, { values, problem: refusalOf(error) });
    }
  }

  /** Tries again to write what is kept. @returns whether all of it is written */
  saveAll(): boolean {
    for (const id of [...this.#unsaved.keys()]) this.update(id, {});
    return this.#unsaved.size === 0;
  }

  remove(id: number): void {
    execute(this.store, this.store.db.deleteFrom('recordings').where('id', '=', id));
    this.#unsaved.delete(id);
  }

  #asKnown(row: { id: number }): Recording {
    const unsaved = this.#unsaved.get(row.id);
    const recording = asRecording({ ...row, ...unsaved?.values, id: row.id });
    if (!unsaved || recording.refusal) return recording;
    const { code, message: problem } = unsaved.problem;
    return { ...recording, refusal: { code, message: message('recording.notSaved', { problem }) } };
  }
}
