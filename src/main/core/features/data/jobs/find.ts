import type { PreparedPicture, PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { findPrepared } from '../../../../../training/datasets/prepared.ts';
import { readDataSet } from '../../../../../training/sources/readers/index.ts';
import type { DataSet } from '../../../../../training/sources/types.ts';
import { preparedFolder, thumbnailOf } from './thumbnail-pictures.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';

/** A data set as it was read. */
export interface FoundSet extends Pick<DataSet, 'tasks' | 'secondList'> {
  pictures: number;
  /** Without its pictures, which go ahead in messages of their own. */
  prepared: Omit<PreparedSet, 'pictures'> | null;
}

/** Pictures in one message: the core takes it in within a few milliseconds. */
const PICTURES_AT_ONCE = 1000;

/** Reads a data set and finds what was prepared of it; prepares nothing. Reports the prepared pictures, some at a time. */
export const find: Job<Omit<DataSource, 'corrections'>, FoundSet> = async (
  { layout, root, interpretation },
  { signal, emit },
) => {
  const dataSet = await readDataSet(layout, root, { ...interpretation, compareNear: false, signal });
  const wanted = { ...thumbnailOf(layout), cacheFolder: preparedFolder(), signal };
  const { pictures, tasks, secondList } = dataSet;
  const found = await findPrepared(dataSet, wanted);
  if (!found) return { pictures: pictures.length, tasks, prepared: null };
  const { pictures: ready, ...prepared } = found;
  for (let at = 0; at < ready.length; at += PICTURES_AT_ONCE) emit(ready.slice(at, at + PICTURES_AT_ONCE));
  return {
    pictures: pictures.length,
    tasks,
    prepared,
    ...(secondList && { secondList: ofCopies(secondList, ready) }),
  };
};

/** Labels of a second list for pictures that have copies. */
function ofCopies(
  { list, expressions }: NonNullable<DataSet['secondList']>,
  pictures: readonly PreparedPicture[],
): NonNullable<DataSet['secondList']> {
  const copies = [...Map.groupBy(pictures, ({ contentId }) => contentId).values()].filter(
    ({ length }) => length > 1,
  );
  return { list, expressions: new Map(copies.flat().map(({ file }) => [file, expressions.get(file)])) };
}
