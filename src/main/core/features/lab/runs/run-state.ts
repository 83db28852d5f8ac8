import type { RunState } from '../../../../ipc/contract.ts';
import { execute } from '../../../platform/store/sync.ts';
import { lastPosition } from './queue-order.ts';
import type { RunStore } from './run-store.ts';

/** A run's state, its place in the queue, and what that means for its stages. Within a transaction. */
export function setState(runs: RunStore, id: number, state: RunState): void {
  const isOver = state === 'done' || state === 'failed' || state === 'cancelled';
  const { position } = runs.row(id);
  const place = { queued: position ?? lastPosition(runs), running: position } as Partial<
    Record<RunState, number | null>
  >;
  runs.update(id, {
    state,
    position: place[state] ?? null,
    ended_at: isOver ? new Date().toISOString() : null,
  });
  if (state === 'running' || state === 'elsewhere') return;
  const { db } = runs.store;
  execute(
    runs.store,
    db
      .updateTable('stages')
      .set({ state: state === 'failed' ? 'failed' : 'queued' })
      .where('run', '=', id)
      .where('state', 'in', ['running', 'failed']),
  );
}
