import type { DataReport } from '../../../../../training/sources/check/check.ts';
import { checkDataSet } from '../../../../../training/sources/check/check.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';

/** Reads every picture of a data set. */
export const check: Job<Omit<DataSource, 'corrections'>, DataReport> = (
  { layout, root, interpretation },
  { progress, signal },
) => checkDataSet(layout, root, { ...interpretation, onProgress: progress, signal });
