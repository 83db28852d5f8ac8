import { join } from 'node:path';

import type { Card } from '../../../../artifact/card.ts';
import { withFaceBoxes } from '../../../../face-boxes/with-face-boxes.ts';
import { cacheFolder } from '../../../../artifact/places.ts';
import { message } from '../../../../messages/message.ts';
import { applyCorrections } from '../../../../training/datasets/corrections.ts';
import type { PreparedSet } from '../../../../training/datasets/prepared.ts';
import { prepare } from '../../../../training/datasets/prepared.ts';
import { readDataSet } from '../../../../training/sources/readers/index.ts';
import { cropOf } from '../../../../training/sources/crops.ts';
import type { DataSet, Interpretation, Layout } from '../../../../training/sources/types.ts';
import type { CorrectionsReference } from '../store/corrections.ts';
import { readChanges } from '../store/corrections.ts';
import type { JobHooks } from './job.ts';

/** A data set as it is passed to jobs. */
export interface DataSource {
  layout: Layout;
  root: string;
  interpretation?: Interpretation;
  /** null: as it came. */
  corrections: CorrectionsReference | null;
}

/** Opens the pictures of a data set at a size, with its corrections; those opened before are not opened again. */
export type OpenPictures = (pictures: {
  size: number;
  color: 'gray' | 'rgb';
  /** Of the faces that are found in whole photos; as the layout's pictures are framed if left out. */
  crop?: Card['crop'] | undefined;
}) => Promise<PreparedSet>;

/**
 * Opens data sets with several versions of their corrections; each data set is read once for all of them.
 * @throws DemifaceError as `readDataSet`, `prepare` and `readChanges`
 */
export function sharedOpener(
  hooks: Pick<JobHooks, 'progress' | 'signal'>,
): (source: DataSource) => OpenPictures {
  const known = new Map<string, OpenPictures>();
  return ({ corrections, ...plain }) => {
    const id = JSON.stringify(plain);
    const open = known.get(id) ?? pictureOpener(plain, hooks);
    known.set(id, open);
    return async (pictures) => applyCorrections(await open(pictures), await readChanges(corrections));
  };
}

function pictureOpener(
  { layout, root, interpretation }: Omit<DataSource, 'corrections'>,
  { progress, signal }: Pick<JobHooks, 'progress' | 'signal'>,
): OpenPictures {
  const opened = new Map<string, PreparedSet>();
  const framed = (dataSet: DataSet, crop: Card['crop']) =>
    interpretation?.faces === 'find' && (layout === 'folder' || layout === 'csv')
      ? withFaceBoxes(dataSet, {
          crop,
          cacheFolder: join(cacheFolder(), 'face-boxes'),
          onProgress: (done, total) => progress(done, total, message('jobs.findingFaces')),
          signal,
        })
      : dataSet;
  return async ({ size, color, crop = cropOf(layout) }) => {
    const id = `${size} ${color} ${JSON.stringify(crop)}`;
    const known = opened.get(id);
    if (known) return known;
    const dataSet = await readDataSet(layout, root, {
      ...interpretation,
      onCompare: (done, total) => progress(done, total, message('jobs.comparingPictures')),
      signal,
    });
    const prepared = await prepare(await framed(dataSet, crop), {
      size,
      color,
      cacheFolder: join(cacheFolder(), 'prepared'),
      onProgress: (done, total) => progress(done, total, message('jobs.preparingPictures')),
      signal,
    });
    opened.set(id, prepared);
    return prepared;
  };
}
