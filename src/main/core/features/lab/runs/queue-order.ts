import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { QueueState } from '../../../../ipc/contract.ts';
import { execute, queryFirst, transaction } from '../../../platform/store/sync.ts';
import type { RunStore } from './run-store.ts';

/** The running one first, then those that wait, in the order in which they run. */
export function queueOf(runs: RunStore): QueueState {
  const order = [...runs.inState('running', 'pausing'), ...runs.inState('queued')];
  return { runs: order.map(({ id }) => id) };
}

/** Place behind all others. */
export function lastPosition({ store }: RunStore): number {
  const query = store.db.selectFrom('runs').select(({ fn }) => fn.max('position').as('last'));
  return (queryFirst(store, query)?.last ?? 0) + 1;
}

/**
 * @param before one that waits too; null: to the end
 * @throws DemifaceError `usage` if one of them does not wait
 */
export function reorder(runs: RunStore, run: number, before: number | null): void {
  const queued = runs.inState('queued').map(({ id }) => id);
  for (const id of [run, before])
    if (id !== null && !queued.includes(id))
      throw new DemifaceError('usage', message('run.notQueued', { id }));
  if (run === before) return;
  const order = queued.filter((id) => id !== run);
  order.splice(before === null ? order.length : order.indexOf(before), 0, run);
  const from = lastPosition(runs);
  transaction(runs.store, () => {
    order.forEach((id, i) =>
      execute(
        runs.store,
        runs.store.db
          .updateTable('runs')
          .set({ position: from + i })
          .where('id', '=', id),
      ),
    );
  });
}
