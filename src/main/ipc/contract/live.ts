import type { LiveFrame } from '../../../reading/live/live-frame.ts';
import type { RawFrame } from '../../../reading/live/sources/pixel-formats.ts';

export type { LiveFrame };
/** A camera's picture as the browser gives it. */
export type CameraPixels = RawFrame;
