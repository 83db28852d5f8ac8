import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { eraseInCopies } from '../../store/backups.ts';
import type { Deletion } from '../../store/erase-deleted.ts';
import type { Job } from '../../jobs/job.ts';

/** Takes deleted counts out of the backups. */
export const eraseCounts: Job<{ file: string; deletions: readonly Deletion[] }, void> = (
  { file, deletions },
  { signal },
) => eraseInCopies(file, deletions, () => yieldToEventLoop(signal));
