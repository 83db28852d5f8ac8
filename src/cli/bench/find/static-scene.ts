import type { LiveFrame } from '../../../inference/prediction/live-frame.ts';
import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import { createLivePipeline } from '../../../inference/live/live-pipeline.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';

/** A camera's. */
export const FRAMES_PER_SECOND = 30;
/** For how long a still scene is held before the camera. */
export const STATIC_SCENE_FRAMES = 45;

/**
 * The live predictions for a scene from its first frame on.
 * @param at the picture of a frame, made anew
 * @param options.until no further frame is needed
 */
export async function watchScene(
  at: (frame: number) => Picture | Promise<Picture>,
  frames: number,
  { until = () => false, ...options }: LivePipelineOptions & { until?: (frame: LiveFrame) => boolean },
): Promise<LiveFrame[]> {
  const reader = createLivePipeline(options);
  const watched: LiveFrame[] = [];
  for (let i = 0; i < frames; i++) {
    const frame = await reader.process({ picture: await at(i), atMs: (i * 1000) / FRAMES_PER_SECOND });
    watched.push(frame);
    if (until(frame)) break;
  }
  return watched;
}
