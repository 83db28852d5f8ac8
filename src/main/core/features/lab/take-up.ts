import { DemifaceError } from '../../../../common/error.ts';
import type { DataVersion } from './data-source.ts';
import { setsOf } from './data-source.ts';
import type { RunRow } from './run-rows.ts';
import type { RunStore } from './run-store.ts';

/**
 * Checks that there are pictures for a run that others began, or whose data set was removed. Those that it began with are
 * found by its job; one that has not begun takes the only data set of its layout. Within a transaction.
 * @throws DemifaceError `missing` if no data set of the list is laid out so; `ambiguous` if any of several would serve
 */
export function takeUp(runs: RunStore, { id: run, data_set, layout, fingerprint }: RunRow): void {
  if (data_set !== null) return;
  const [first, ...others] = setsOf(runs.store, layout);
  if (!first)
    throw new DemifaceError(
      'missing',
      `no data set with the layout ${layout} is in the list; add it under Data, then resume`,
    );
  if (fingerprint !== null) return;
  if (others.length > 0)
    throw new DemifaceError(
      'ambiguous',
      `the data set of this run was removed before it began, and several have the layout ${layout} (${[first, ...others].map(({ name }) => name).join(', ')}); start a new run on the one that is meant`,
    );
  runs.update(run, { data_set: first.id, data_version: first.version });
}

/** Keeps which data set a run has turned out to be on, if it is still in the list. Within a transaction. */
export function keepDataSet(runs: RunStore, run: number, { id, version }: DataVersion): void {
  const { layout, data_set } = runs.row(run);
  if (data_set === null && setsOf(runs.store, layout).some((set) => set.id === id))
    runs.update(run, { data_set: id, data_version: version });
}
