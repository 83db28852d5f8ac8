import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import { predictPicture } from '../../../inference/prediction/predict-picture.ts';
import type { Box, Picture } from '../../../inference/runtime/picture.ts';
import { cameraFrame, inCameraFrame } from './camera-frame.ts';
import { STATIC_SCENE_FRAMES, watchScene } from './static-scene.ts';
import type { DecodedPhoto } from './photos.ts';

export interface PhotoFound {
  readonly occlusion: 'upper' | 'lower';
  readonly name: string;
  /** As a single picture. */
  readonly single: boolean;
  /** As a scene before a camera. */
  readonly live: boolean;
}

/** Whether the face of a photo is found: a face whose box has its center in the photo's own. */
export async function findPhoto(
  { photo, picture }: DecodedPhoto,
  parts: LivePipelineOptions,
  noise: (picture: Picture, nth: number) => Picture,
): Promise<PhotoFound> {
  const single = (await predictPicture(picture, parts)).some(({ box }) => containsCenter(photo.box, box));
  const frame = await cameraFrame(picture);
  const face = inCameraFrame(photo.box, picture);
  const isFound = (faces: readonly { box: Box }[]) => faces.some(({ box }) => containsCenter(face, box));
  const frames = await watchScene((i) => noise(frame, i), STATIC_SCENE_FRAMES, {
    ...parts,
    until: ({ faces }) => isFound(faces),
  });
  return { occlusion: photo.occlusion, name: photo.name, single, live: isFound(frames.at(-1)!.faces) };
}

export function containsCenter(outer: Box, inner: Box): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}
