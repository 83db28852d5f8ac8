import type { FaceTask, Task } from '../../../artifact/labels.ts';
import type { DataSetSummary } from '../../../main/ipc/contract.ts';

/** Data sets that can be read and have labels for a task. */
export function setsFor(sets: readonly DataSetSummary[], task: FaceTask): DataSetSummary[] {
  return sets.filter(
    ({ isThere, damage, tasks }) => isThere && !damage && (tasks as (Task | FaceTask)[]).includes(task),
  );
}
