import { z } from 'zod';

import { FILE_WORD, hasPlainEnds, isWindowsDevice, MAX_FILE_WORD } from '../../common/file-word.ts';
import { FACE_TASKS } from '../../artifact/labels.ts';
import type { ChannelName, Payload } from './contract.ts';
import { cameraFrame, id, model, none, picked, shortText } from './payload-parts.ts';

/** Forms of the retrain channels. */

/** A class or a person, as a part of a file's name on every system: no separator, no dot or blank at an end, no device of Windows. */
const fileWord = z
  .string()
  .min(1)
  .max(MAX_FILE_WORD)
  .regex(FILE_WORD)
  .refine(hasPlainEnds, 'begins or ends with a dot or blank')
  .refine((word) => !isWindowsDevice(word), 'is a device of Windows');

/** Of a picture of the retraining; the core takes those of its list alone. */
const pictureName = z.string().min(1).max(1000);
const goal = z.strictObject({
  model,
  task: z.enum(FACE_TASKS as [(typeof FACE_TASKS)[number]]),
  title: fileWord.nullable(),
});
const one = z.strictObject({ id });

type RetrainChannel = Extract<ChannelName, `retrain.${string}`>;

export const retrainPayloads: { [C in RetrainChannel]: z.ZodType<Payload<C>> } = {
  'retrain.bases': none,
  'retrain.list': none,
  'retrain.begin': z.strictObject({ goal }),
  'retrain.setGoal': z.strictObject({ id, goal }),
  'retrain.useDataSet': z.strictObject({
    id,
    dataSet: id,
    persons: z.enum(['unknown', 'file-name']),
  }),
  'retrain.useCamera': z.strictObject({
    id,
    folder: picked('output-folder'),
    classes: z.array(fileWord).min(2).max(50),
  }),
  'retrain.consent': z.strictObject({ id, person: fileWord }),
  'retrain.openCamera': one,
  'retrain.closeCamera': none,
  'retrain.frame': z.strictObject({
    id,
    pixels: cameraFrame.shape.pixels,
    record: z.strictObject({ label: fileWord, person: fileWord }).nullable(),
  }),
  'retrain.recorded': one,
  'retrain.removeRecorded': z.strictObject({ id, names: z.array(pictureName).min(1).max(10_000).nullable() }),
  'retrain.thumbnails': z.strictObject({ id, names: z.array(pictureName).min(1).max(200) }),
  'retrain.keep': z.strictObject({ id, dataSets: z.array(id).max(20) }),
  'retrain.check': one,
  'retrain.repair': z.strictObject({
    id,
    repairs: z
      .array(
        z.enum([
          ...(['leaveOutDark', 'leaveOutBlurred', 'leaveOutDuplicates', 'leaveOutNearDuplicates'] as const),
          ...(['leaveOutConflicts', 'splitByPerson'] as const),
        ]),
      )
      .max(6),
  }),
  'retrain.estimate': one,
  'retrain.start': one,
  'retrain.stop': one,
  'retrain.decide': z.strictObject({ id, kind: z.enum(['use', 'keep']), reason: shortText }),
  'retrain.rollBack': one,
  'retrain.discard': one,
};
