import { z } from 'zod';

import { LABEL_ORDER_IDS } from '../../artifact/label-orders.ts';
import { task, shortText } from './payload-parts.ts';

/** Forms of the data sets' channels. */

export const layout = z.enum(['ferplus', 'affectnet', 'utkface', 'fer2013', 'raf-db', 'folder', 'csv']);
export const interpretation = z.strictObject({
  labelOrders: z.array(z.enum(LABEL_ORDER_IDS)).max(LABEL_ORDER_IDS.length).exactOptional(),
  boxOrientation: z.enum(['stored', 'turned']).exactOptional(),
  faces: z.enum(['find', 'cropped']).exactOptional(),
});
const split = z.enum(['train', 'val', 'test']);
export const browseFilter = z.strictObject({
  split: split.nullable(),
  task: task.nullable(),
  label: z.number().min(0).max(150).nullable(),
  only: z.enum(['all', 'duplicates', 'conflicts', 'corrected', 'dropped']),
  search: shortText,
});
export const rows = z.array(z.int().min(0)).min(1).max(512);

export const correction = z.strictObject({
  row: z.int().min(0),
  change: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('label'), task, label: z.number().min(0).max(150) }),
      z.strictObject({ kind: z.literal('drop') }),
    ])
    .nullable(),
});
