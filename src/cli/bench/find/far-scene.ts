import sharp from 'sharp';

import type { Box, Picture } from '../../../inference/runtime/picture.ts';
import type { Random } from '../../../common/math/random.ts';
import { syntheticRoom } from './synthetic-scenes.ts';
import { FRAMES_PER_SECOND } from './static-scene.ts';

const FAR = { width: 1920, height: 1080 };
/** Faces side by side in one scene. */
export const SIDE_BY_SIDE = 3;
/** A picture of UTKFace is so many times as wide as the box that a detector draws around its face; same center. */
const PICTURE_SIDE = 1.06 / 1.01;
/** Pixels a second. */
const WALK = 20;

/** A face to be set into a scene. */
export interface PlacedFace {
  readonly picture: Picture;
  /** Of its box, as a share of the scene's width. */
  readonly width: number;
}

export interface FarScene {
  at(frame: number): Picture;
  /** Where the faces are. */
  facesAt(frame: number): Box[];
}

/** A drawn room in which up to three faces stand side by side and drift a little, at any height. */
export async function farScene(faces: readonly PlacedFace[], random: Random): Promise<FarScene> {
  const room = await syntheticRoom(FAR, random);
  const column = FAR.width / SIDE_BY_SIDE;
  const set = await Promise.all(
    faces.map(async ({ picture: { data, width, height }, width: share }, k) => {
      const faceWidth = share * FAR.width;
      const side = Math.round(faceWidth * PICTURE_SIDE);
      const pixels = await sharp(data, { raw: { width, height, channels: 3 } })
        .resize(side, side)
        .raw()
        .toBuffer();
      const spare = column - side - WALK * 2;
      const left = k * column + (spare > 0 ? random.uniform(0, spare) : 0);
      return { pixels, side, faceWidth, left, top: random.uniform(0, FAR.height - side) };
    }),
  );
  const off = (frame: number) => (WALK * frame) / FRAMES_PER_SECOND;
  return {
    at(frame) {
      const data = new Uint8Array(room.data);
      for (const { pixels, side, left, top } of set)
        for (let y = 0; y < side; y++) {
          const at = ((Math.round(top) + y) * FAR.width + Math.round(left + off(frame))) * 3;
          data.set(pixels.subarray(y * side * 3, (y + 1) * side * 3), at);
        }
      return { data, ...FAR };
    },
    facesAt: (frame) =>
      set.map(({ side, faceWidth, left, top }) => ({
        x: left + off(frame) + (side - faceWidth) / 2,
        y: top + (side - faceWidth) / 2,
        width: faceWidth,
        height: faceWidth,
      })),
  };
}
