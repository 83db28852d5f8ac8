import type { CoreContext, DataChannel, HandlersOf } from '../handlers.ts';
import type { SideJobs } from '../jobs/side-jobs.ts';

export function dataHandlers(_context: CoreContext, _jobs: SideJobs): HandlersOf<DataChannel> {
  throw new Error('helper: build me');
}
