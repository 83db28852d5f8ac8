import type { Picture } from '../../../inference/runtime/picture.ts';
import { PHOTOS_WITH_MORE_FACES } from '../../../training/datasets/occlusion-photos/held-out-photos.ts';
import { randomFor } from '../../../common/math/random.ts';
import { CAMERA, cameraFrame } from './camera-frame.ts';
import { syntheticRoom, syntheticSkin, syntheticTexture } from './synthetic-scenes.ts';
import { stripsBeside, windowsBeside } from './photo-parts.ts';
import type { DecodedPhoto } from './photos.ts';

/** What pictures without a face are made of; `strip` and `window` are parts of real photos. */
export const FACELESS_KINDS = ['strip', 'window', 'texture', 'skin', 'room'] as const;
export type FacelessKind = (typeof FACELESS_KINDS)[number];

/** A picture in which there is no face, as a camera would show it. */
export interface Faceless {
  readonly kind: FacelessKind;
  /** Which photo it is a part of, or which of its kind. */
  readonly name: string;
  readonly picture: () => Promise<Picture>;
}

const WINDOWS_A_PHOTO = 6;
/** How many are drawn of each kind. */
const DRAWN = { texture: 50, skin: 50, room: 50 } as const;
const DRAW = { texture: syntheticTexture, skin: syntheticSkin, room: syntheticRoom };

/**
 * Strips and windows beside the faces of these photos, and drawn pictures; the seed decides what is random in them.
 * Photos that show more faces than their list states are left out.
 */
export function facelessPictures(photos: readonly DecodedPhoto[], seed: number): Faceless[] {
  const parts = photos
    .filter(({ photo }) => !PHOTOS_WITH_MORE_FACES.includes(photo.name))
    .flatMap(({ photo, picture }): Faceless[] => {
      const random = randomFor(seed, 'windows', photo.name);
      const boxes = {
        strip: stripsBeside(photo.box, picture),
        window: windowsBeside(photo.box, picture, random, WINDOWS_A_PHOTO),
      };
      return (['strip', 'window'] as const).flatMap((kind) =>
        boxes[kind].map((box, n) => ({
          kind,
          name: `${photo.name} ${kind} ${n + 1}`,
          picture: () => cameraFrame(picture, box),
        })),
      );
    });
  const drawn = (['texture', 'skin', 'room'] as const).flatMap((kind) =>
    Array.from({ length: DRAWN[kind] }, (_, n): Faceless => ({
      kind,
      name: `${kind} ${n + 1}`,
      picture: () => DRAW[kind](CAMERA, randomFor(seed, 'faceless', kind, n)),
    })),
  );
  return [...parts, ...drawn];
}
