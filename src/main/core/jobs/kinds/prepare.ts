import { prepare } from '../../../../training/data/prepared.ts';
import { readDataSet } from '../../../../training/data/readers/index.ts';
import type { Layout } from '../../../../training/data/types.ts';
import { preparedFolder, thumbnailOf } from '../../data/thumbnail-pictures.ts';
import type { Job } from '../job.ts';

/** Decodes a data set's pictures once, so that they can be looked at. */
export const prepareThumbnails: Job<{ layout: Layout; root: string }, null> = async (
  { layout, root },
  { progress, signal },
) => {
  const dataSet = await readDataSet(layout, root, { signal });
  await prepare(dataSet, {
    ...thumbnailOf(layout),
    cacheFolder: preparedFolder(),
    onProgress: progress,
    signal,
  });
  return null;
};
