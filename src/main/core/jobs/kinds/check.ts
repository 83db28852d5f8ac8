import type { DataReport } from '../../../../training/data/check.ts';
import { checkDataSet } from '../../../../training/data/check.ts';
import type { Job } from '../job.ts';
import type { DataSource } from '../open-pictures.ts';

/** Reads every picture of a data set. */
export const check: Job<Omit<DataSource, 'corrections'>, DataReport> = (
  { layout, root, interpretation },
  { progress, signal },
) => checkDataSet(layout, root, { ...interpretation, onProgress: progress, signal });
