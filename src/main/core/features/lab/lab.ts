import type { Refusal } from '../../../ipc/contract.ts';
import type { CoreContext, HandlersOf, LabChannel } from '../../platform/handlers.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { refusalOf } from '../../platform/refusal.ts';
import { FoundRuns } from './found/found-runs.ts';
import { labHandlers } from './lab-handlers.ts';
import { TrainingQueue } from './queue/queue.ts';
import { RunStore } from './runs/run-store.ts';
import { Status } from './queue/status.ts';
import { WriteQueue } from './runs/write-queue.ts';

export interface Lab {
  handlers: HandlersOf<LabChannel>;
  close(): Promise<void>;
}

/** Opens the lab; runs that were active when the core last ended are resumed. */
export async function openLab(context: CoreContext, jobs: SideJobs): Promise<Lab> {
  const { store, emit } = context;
  const runs = new RunStore(store);
  /** Called from timers: a run that is gone, or a database that is held, must not end the core. */
  const tell = (run: number, problem: Refusal | null = null) => {
    try {
      const summary = runs.summary(run);
      emit('run.changed', { ...summary, refusal: summary.refusal ?? problem });
    } catch (error) {
      console.error(`the change of run ${run} was not reported:`, refusalOf(error).message);
    }
  };
  const writes = new WriteQueue(store, {
    onWritten: (written) =>
      written.forEach((run) => {
        runs.unwritten.drop(run);
        tell(run);
      }),
    onProblem: (queued, refusal) => queued.forEach((run) => tell(run, refusal)),
  });
  const status: Status = new Status(context, runs, () => queue);
  const queue = new TrainingQueue(context, runs, writes, { onStatus: () => status.touch() });
  queue.open();
  const found = new FoundRuns(context, runs, jobs);
  found.follow();
  return Promise.resolve({
    handlers: { ...labHandlers({ context, jobs, runs, queue, found }), 'status.get': () => status.now() },
    async close() {
      status.close();
      found.close();
      await queue.close();
      writes.close();
    },
  });
}
