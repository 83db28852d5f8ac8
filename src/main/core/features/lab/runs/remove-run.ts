import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { RunState } from '../../../../ipc/contract.ts';
import type { Store } from '../../../platform/store/store.ts';
import { execute, transaction } from '../../../platform/store/sync.ts';
import type { RunStore } from './run-store.ts';

const AT_WORK: readonly string[] = ['running', 'pausing'] satisfies RunState[];

/** The row alone; the stages that it made stay in the runs folder. @throws DemifaceError `busy` while it is at work */
export function removeRun(runs: RunStore, id: number): void {
  const { store } = runs;
  const { state, experiment } = runs.row(id);
  if (AT_WORK.includes(state)) throw new DemifaceError('busy', message('run.atWork', { id }));
  transaction(store, () => {
    execute(store, store.db.deleteFrom('runs').where('id', '=', id));
    dropIfEmpty(store, experiment);
  });
}

/** An experiment without runs is none. */
export function dropIfEmpty(store: Store, experiment: number): void {
  const others = store.db.selectFrom('runs').select('id').where('experiment', '=', experiment);
  execute(
    store,
    store.db
      .deleteFrom('experiments')
      .where('id', '=', experiment)
      .where((is) => is.not(is.exists(others))),
  );
}
