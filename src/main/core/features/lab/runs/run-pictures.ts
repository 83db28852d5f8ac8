import { DemifaceError } from '../../../../../common/error.ts';
import type { DataVersion } from './data-source.ts';
import { setsOf } from './data-source.ts';
import { noneLaidOutAs, removedData } from './removed-data.ts';
import type { RunRow } from './run-rows.ts';
import type { RunStore } from './run-store.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';

/**
 * Checks that there are pictures for a run that others began, or whose data set was removed. Those that it began with are
 * found by its job; one that has not begun takes the same folder, added again.
 * @throws DemifaceError `missing` if there are none
 */
export function checkRunPictures(runs: RunStore, row: RunRow): void {
  const { id: run, data_set, data_version, data_root, layout, fingerprint } = row;
  if (data_set !== null) return;
  const sets = setsOf(runs.store, layout);
  if (fingerprint !== null) {
    if (sets.length === 0) throw noneLaidOutAs(row);
    return;
  }
  if (data_root === null) throw lost(message('run.removedBeforeStart'));
  const same = sets.find(({ root }) => root === data_root);
  if (!same) throw removedData(data_root);
  if (data_version > 0) throw lost(message('run.correctionsGone', { root: data_root }));
  runs.update(run, { data_set: same.id });
}

function lost(what: CodedMessage): DemifaceError {
  return new DemifaceError('missing', what);
}

/** Keeps which data set a run has turned out to be on, if it is still in the list. Within a transaction. */
export function storeRunDataSet(runs: RunStore, run: number, { id, version, root }: DataVersion): void {
  const { layout, data_set } = runs.row(run);
  if (data_set !== null) return;
  if (setsOf(runs.store, layout).some((set) => set.id === id && set.root === root))
    runs.update(run, { data_set: id, data_version: version, data_root: root });
}
