import { prepare } from '../../../../../training/datasets/prepared.ts';
import { readDataSet } from '../../../../../training/sources/readers/index.ts';
import { preparedFolder, thumbnailOf } from './thumbnail-pictures.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';

/** Decodes a data set's pictures once, so that they can be looked at. */
export const prepareThumbnails: Job<Omit<DataSource, 'corrections'>, null> = async (
  { layout, root, interpretation },
  { progress, signal },
) => {
  const dataSet = await readDataSet(layout, root, { ...interpretation, onCompare: progress, signal });
  await prepare(dataSet, {
    ...thumbnailOf(layout),
    cacheFolder: preparedFolder(),
    onProgress: progress,
    signal,
  });
  return null;
};
