import type { LiveFrame } from '../../../inference/prediction/live-frame.ts';
import type { RawFrame } from '../../../inference/sources/pixel-formats.ts';

export type { LiveFrame };
/** A camera's picture as the browser gives it. */
export type CameraPixels = RawFrame;
