import type { CoreStatus } from '../../ipc/contract.ts';
import type { CoreContext, HandlersOf, LabChannel } from '../handlers.ts';
import type { SideJobs } from '../jobs/side-jobs.ts';

export interface Lab {
  handlers: HandlersOf<LabChannel>;
  status(): Promise<CoreStatus>;
  close(): Promise<void>;
}

export function openLab(_context: CoreContext, _jobs: SideJobs): Promise<Lab> {
  throw new Error('helper: build me');
}
