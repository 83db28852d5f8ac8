import type { DataReport } from '../../../../training/data/check.ts';
import { checkDataSet } from '../../../../training/data/check.ts';
import type { Layout } from '../../../../training/data/types.ts';
import type { Job } from '../job.ts';

/** Reads every picture of a data set. */
export const check: Job<{ layout: Layout; root: string }, DataReport> = (
  { layout, root },
  { progress, signal },
) => checkDataSet(layout, root, { onProgress: progress, signal });
