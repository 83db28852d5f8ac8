import { DemifaceError } from '../../../../../common/error.ts';
import type { RunRow } from './run-rows.ts';

/** That no data set of the list can be that of a run. */
export function noneLaidOutAs({ layout, data_root }: Pick<RunRow, 'layout' | 'data_root'>): DemifaceError {
  return data_root === null
    ? new DemifaceError('missing', `no data set with the layout ${layout} is in the list; add it under Data`)
    : removedData(data_root);
}

/** That the data set of a run was removed. */
export function removedData(root: string): DemifaceError {
  return new DemifaceError(
    'missing',
    `the data set of this run is not in the list any more; add ${root} again under Data`,
  );
}
