import { DemifaceError } from '../../../../common/error.ts';
import { dataSetFor } from './data-source.ts';
import type { RunRow } from './run-rows.ts';
import type { RunStore } from './run-store.ts';

/**
 * Gives a run that others began, or whose data set was removed, the pictures that it goes on with; its job checks that
 * they are those that it began with. Within a transaction.
 * @throws DemifaceError `missing` if no data set of the list is laid out so
 */
export function takeUp(runs: RunStore, row: RunRow): void {
  if (row.data_set !== null) return;
  const data_set = dataSetFor(runs.store, row);
  if (data_set === null)
    throw new DemifaceError(
      'missing',
      `no data set with the layout ${row.layout} is in the list; add it under Data, then resume`,
    );
  runs.update(row.id, { data_set });
}
