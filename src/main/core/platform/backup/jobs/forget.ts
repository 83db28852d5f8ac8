import { pause } from '../../../../../common/pause.ts';
import { forgetInCopies } from '../../store/backups.ts';
import type { Deletion } from '../../store/forget.ts';
import type { Job } from '../../jobs/job.ts';

/** Takes deleted counts out of the backups. */
export const forgetCounts: Job<{ file: string; deletions: readonly Deletion[] }, void> = (
  { file, deletions },
  { signal },
) => forgetInCopies(file, deletions, () => pause(signal));
