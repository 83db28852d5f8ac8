import { z } from 'zod';

import { FACE_TASKS, MODEL_TASKS, TASKS, VISIBLE } from '../../artifact/labels.ts';
import type { PathPurpose, PathToken } from './contract.ts';

/** Forms that channels of several features share. */

export const none = z.strictObject({});
export const id = z.int().min(1);
/** A path that a person picked; a string never stands for one. */
export const picked = <P extends PathPurpose>(...purposes: [P, ...P[]]): z.ZodType<PathToken<P>> =>
  z.strictObject({
    purpose: z.enum(purposes),
    token: z.string().regex(/^[0-9a-f]{32}$/),
  });
export const save = picked('save');
export const model = z.string().regex(/^[0-9a-f]{16}$/);
export const shortText = z.string().max(200);
/** An id that the window made. */
export const name = z.string().min(1).max(100);
export const task = z.enum(TASKS as [(typeof TASKS)[number]]);
export const faceTask = z.enum(FACE_TASKS as [(typeof FACE_TASKS)[number]]);
export const modelTask = z.enum(MODEL_TASKS as [(typeof MODEL_TASKS)[number]]);
export const visible = z.enum(VISIBLE as [(typeof VISIBLE)[number]]);
export const occlusion = z.enum(['auto', 'none', 'upper', 'lower']);

/** Of a camera's picture, in pixels. */
const side = z.int().min(1).max(8192);
/** A frame of a camera. */
export const cameraFrame = z.strictObject({
  session: id,
  atMs: z.number().min(0),
  pixels: z
    .strictObject({
      format: z.enum(['I420', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX']),
      width: side,
      height: side,
      data: z.instanceof(Uint8Array),
    })
    // No format has more than four bytes a pixel.
    .refine(
      ({ width, height, data }) => data.length <= 4 * width * height,
      'more bytes than the picture has',
    ),
});
