import { readDataSet } from '../../../../../training/sources/readers/index.ts';
import type { DataSet } from '../../../../../training/sources/types.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';

/** Reads a data set's names and lists: how many pictures it has, and labels for which tasks. */
export const count: Job<
  Omit<DataSource, 'corrections'>,
  { pictures: number; tasks: DataSet['tasks'] }
> = async ({ layout, root, interpretation }, { signal }) => {
  const { pictures, tasks } = await readDataSet(layout, root, {
    ...interpretation,
    compareNear: false,
    signal,
  });
  return { pictures: pictures.length, tasks };
};
