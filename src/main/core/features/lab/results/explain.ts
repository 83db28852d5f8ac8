import type { CorePayload } from '../../../../ipc/contract.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import { requestedModels } from './requested-runs.ts';
import type { RunStore } from '../runs/run-store.ts';
import { EXPLAIN } from '../jobs/index.ts';

/**
 * Starts a gallery of where the models of runs look.
 * @returns the job's number
 * @throws DemifaceError as `askedRuns`
 */
export function explainRuns(
  { runs, jobs }: { runs: RunStore; jobs: SideJobs },
  { runs: ids, stage, pictures }: CorePayload<'lab.explain'>,
): number {
  const models = requestedModels(runs, ids, stage);
  return jobs.start({ kind: 'explain', runs: ids, stage }, EXPLAIN, { models, pictures }, (gallery) => ({
    kind: 'explain',
    gallery,
  }));
}
