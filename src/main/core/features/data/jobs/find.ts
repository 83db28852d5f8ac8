import type { PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { findPrepared } from '../../../../../training/datasets/prepared.ts';
import { readDataSet } from '../../../../../training/sources/readers/index.ts';
import type { DataSet } from '../../../../../training/sources/types.ts';
import { preparedFolder, thumbnailOf } from '../thumbnail-pictures.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';

/** A data set as it was read, with its pictures if they are prepared. */
export interface FoundSet extends Pick<DataSet, 'tasks' | 'secondList'> {
  pictures: number;
  prepared: PreparedSet | null;
}

/** Reads a data set and finds what was prepared of it; prepares nothing. */
export const find: Job<Omit<DataSource, 'corrections'>, FoundSet> = async (
  { layout, root, interpretation },
  { signal },
) => {
  const dataSet = await readDataSet(layout, root, { ...interpretation, compareNear: false, signal });
  const wanted = { ...thumbnailOf(layout), cacheFolder: preparedFolder(), signal };
  const { pictures, tasks, secondList } = dataSet;
  const prepared = (await findPrepared(dataSet, wanted)) ?? null;
  return { pictures: pictures.length, tasks, ...(secondList && { secondList }), prepared };
};
