import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Retraining, RetrainState } from '../../../ipc/contract.ts';
import { newId } from '../../platform/store/new-id.ts';
import type { Tables } from '../../platform/store/schema.ts';
import type { Store } from '../../platform/store/store.ts';
import { jsonColumn, jsonObject } from '../../platform/store/stored-values.ts';
import { execute, queryAll, queryFirst } from '../../platform/store/sync.ts';

/** A retraining as the database holds it. */
export type StoredRetraining = Omit<Retraining, 'goal' | 'model' | 'isLive'> & {
  /** `path`: folder of the model that is adapted. */
  goal: Retraining['goal'] & { path: string };
};

/** What of it may be changed. */
export type RetrainChange = Partial<Omit<StoredRetraining, 'id' | 'createdAt' | 'changedAt' | 'damage'>>;

type Row = Selectable<Tables['retrainings']>;

const STATES = [
  ...(['draft', 'running', 'stopped', 'failed', 'done', 'used', 'kept'] as const),
] as const satisfies readonly RetrainState[];

const column = <T>() => jsonColumn(jsonObject<NonNullable<T>>()).nullable();
const form = z.object({
  state: z.enum(STATES),
  goal: jsonColumn(jsonObject<StoredRetraining['goal']>()),
  source: column<Retraining['source']>(),
  keep: jsonColumn(z.array(z.number())),
  check_result: column<Retraining['check']>(),
  repairs: jsonColumn(z.custom<Retraining['repairs']>(Array.isArray)),
  estimate: column<Retraining['estimate']>(),
  run: column<Retraining['run']>(),
  comparison: column<Retraining['comparison']>(),
  decision: column<Retraining['decision']>(),
});

/** The list of retrainings. */
export class RetrainStore {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** The latest first. */
  list(): StoredRetraining[] {
    const { db } = this.store;
    return queryAll(this.store, db.selectFrom('retrainings').selectAll().orderBy('id', 'desc')).map(asStored);
  }

  /** @throws DemifaceError `missing` */
  get(id: number): StoredRetraining {
    const { db } = this.store;
    const row = queryFirst(this.store, db.selectFrom('retrainings').selectAll().where('id', '=', id));
    if (!row) throw new DemifaceError('missing', message('retrain.gone'));
    return asStored(row);
  }

  /** As `get`. @throws DemifaceError as well `corrupt` */
  sound(id: number): StoredRetraining {
    const found = this.get(id);
    if (found.damage) throw new DemifaceError('corrupt', found.damage);
    return found;
  }

  /** @returns its id */
  add(goal: StoredRetraining['goal']): number {
    const at = new Date().toISOString();
    const id = newId(this.store, 'retrainings');
    const values = { id, state: 'draft', goal: JSON.stringify(goal), created_at: at, changed_at: at };
    execute(this.store, this.store.db.insertInto('retrainings').values(values));
    return id;
  }

  update(id: number, { check, state, ...change }: RetrainChange): void {
    const values: Updateable<Tables['retrainings']> = {
      ...Object.fromEntries(
        Object.entries(change).map(([key, value]) => [key, value === null ? null : JSON.stringify(value)]),
      ),
      ...(check !== undefined && { check_result: check && JSON.stringify(check) }),
      ...(state && { state }),
      changed_at: new Date().toISOString(),
    };
    execute(this.store, this.store.db.updateTable('retrainings').set(values).where('id', '=', id));
  }

  remove(id: number): void {
    execute(this.store, this.store.db.deleteFrom('retrainings').where('id', '=', id));
  }
}

const NOTHING = { check: null, repairs: [], estimate: null, run: null, comparison: null, decision: null };
const NO_GOAL: StoredRetraining['goal'] = {
  ...{ model: '', task: 'expression', title: null, name: '', visible: 'full', labels: null, path: '' },
};

/** One that is damaged keeps no other from being listed. */
function asStored(row: Row): StoredRetraining {
  const { data } = form.safeParse(row);
  const times = { id: row.id, createdAt: row.created_at, changedAt: row.changed_at };
  if (!data)
    return {
      ...{ ...times, ...NOTHING, goal: NO_GOAL, state: 'failed', source: null, keep: [] },
      damage: message('retrain.entryDamaged'),
    };
  const { check_result: check, ...values } = data;
  return { ...times, ...values, check, damage: null };
}
