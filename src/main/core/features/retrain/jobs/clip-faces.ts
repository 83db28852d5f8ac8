import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Card } from '../../../../../artifact/card.ts';
import { cacheFolder, shippedClip } from '../../../../../artifact/places.ts';
import { isPictureFile } from '../../../../../common/pictures/picture-files.ts';
import { withFaceBoxes } from '../../../../../face-boxes/with-face-boxes.ts';
import type { PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { prepare } from '../../../../../training/datasets/prepared.ts';
import type { DataSet } from '../../../../../training/sources/types.ts';
import type { JobHooks } from '../../../platform/jobs/job.ts';

/** Faces of the clip that ships, as a model takes them: rehearsed where a person has no pictures of the old kind. */
export async function clipFaces(
  { preprocessing: { size, color }, crop }: Pick<Card, 'preprocessing' | 'crop'>,
  { signal }: Pick<JobHooks, 'signal'>,
): Promise<PreparedSet> {
  const root = shippedClip();
  const files = readdirSync(root).filter(isPictureFile);
  const clip: DataSet = {
    ...{ layout: 'folder', root, tasks: [] },
    pictures: files.map((file) => ({ name: file, file, split: 'train' })),
    ...{ lists: [], notes: [], conflictingRows: [], rowsWithoutFile: [] },
    ...{ filesWithoutRow: [], repeatedRows: [], malformed: [] },
  };
  const found = await withFaceBoxes(clip, { crop, cacheFolder: join(cacheFolder(), 'face-boxes'), signal });
  return prepare(found, { size, color, cacheFolder: join(cacheFolder(), 'prepared'), signal });
}
