import type { CoreStatus } from '../../ipc/contract.ts';
import type { CoreContext, HandlersOf, LabChannel } from '../handlers.ts';
import type { SideJobs } from '../jobs/side-jobs.ts';
import { FoundRuns } from './found/found-runs.ts';
import { labHandlers } from './lab-handlers.ts';
import { TrainingQueue } from './queue.ts';
import { RunStore } from './run-store.ts';
import { Status } from './status.ts';
import { Writes } from './writes.ts';

export interface Lab {
  handlers: HandlersOf<LabChannel>;
  status(): Promise<CoreStatus>;
  close(): Promise<void>;
}

/** Opens the room of experiments; what was at work when the core last ended goes on. */
export async function openLab(context: CoreContext, jobs: SideJobs): Promise<Lab> {
  const { store, emit } = context;
  const runs = new RunStore(store);
  const writes = new Writes(store, {
    onWritten: (written) => written.forEach((run) => emit('run.changed', runs.summary(run))),
    onProblem: (waiting, refusal) =>
      waiting.forEach((run) => emit('run.changed', { ...runs.summary(run), refusal })),
  });
  const status: Status = new Status(context, runs, () => queue);
  const queue = new TrainingQueue(context, runs, writes, { onStatus: () => status.touch() });
  queue.open();
  const found = new FoundRuns(context, runs, jobs);
  found.follow();
  return Promise.resolve({
    handlers: labHandlers({ context, jobs, runs, queue, found }),
    status: () => status.now(),
    async close() {
      status.close();
      found.close();
      await queue.close();
      writes.close();
    },
  });
}
