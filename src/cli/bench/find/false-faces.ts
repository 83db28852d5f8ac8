import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import { predictPicture } from '../../../inference/prediction/predict-picture.ts';
import type { Faceless, FacelessKind } from './faceless.ts';
import { STATIC_SCENE_FRAMES, watchScene } from './static-scene.ts';

export interface FalseFace {
  readonly kind: FacelessKind;
  readonly name: string;
  /** As a single picture. */
  readonly single: boolean;
  /** As a scene before a camera: a face was shown, read or counted on at least one frame. */
  readonly live: boolean;
}

/** Whether a face is found where there is none. */
export async function falseFace(
  { kind, name, picture }: Faceless,
  parts: LivePipelineOptions,
  noise: (picture: Picture, nth: number) => Picture,
): Promise<FalseFace> {
  const still = await picture();
  const single = (await predictPicture(still, parts)).length > 0;
  const frames = await watchScene((i) => noise(still, i), STATIC_SCENE_FRAMES, {
    ...parts,
    until: ({ faces }) => faces.length > 0,
  });
  return { kind, name, single, live: frames.at(-1)!.faces.length > 0 };
}
