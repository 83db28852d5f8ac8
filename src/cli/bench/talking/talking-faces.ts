import { withOccluder } from '../../../figures/clip-sheet.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { Detector } from '../../../inference/detection/detector.ts';
import type { Box, Picture } from '../../../inference/runtime/picture.ts';
import type { DecodedPhoto } from '../find/photos.ts';
import type { Mouth } from './moving-mouth.ts';

/** A still picture of somebody with a headset whose mouth can be moved. */
export interface TalkingFace {
  readonly name: string;
  readonly picture: Picture;
  readonly head: Box;
  readonly mouth: Mouth;
}

/** In shares of the detector's box of an upright face. */
const MOUTH = { x: 0.5, y: 0.75, width: 0.4 };

/** Mouths of the training photos, in shares of the photo's box: middle and width. One in profile is left out. */
const PHOTO_MOUTHS: Readonly<Record<string, Mouth>> = {
  'vr_000.jpg': { x: 0.51, y: 0.81, width: 0.23 },
  'vr_002.jpg': { x: 0.45, y: 0.63, width: 0.18 },
  'vr_008.jpg': { x: 0.48, y: 0.7, width: 0.25 },
  'vr_012.jpg': { x: 0.53, y: 0.51, width: 0.17 },
  'vr_014.jpg': { x: 0.39, y: 0.67, width: 0.3 },
  'vr_022.jpg': { x: 0.43, y: 0.83, width: 0.27 },
  'vr_024.jpg': { x: 0.52, y: 0.58, width: 0.25 },
  'vr_026.jpg': { x: 0.45, y: 0.685, width: 0.14 },
  'vr_028.jpg': { x: 0.51, y: 0.67, width: 0.2 },
};

/** Real headsets, on the photos whose mouths are listed. */
export function photoFaces(photos: readonly DecodedPhoto[]): TalkingFace[] {
  return photos.flatMap(({ photo: { name, box: head }, picture }) => {
    const mouth = PHOTO_MOUTHS[name];
    return mouth ? [{ name, picture, head, mouth: within(head, mouth) }] : [];
  });
}

/** Whole faces, each with a drawn headset; those on which none is found are left out. */
export async function drawnFaces(
  stills: readonly { name: string; picture: Picture }[],
  detector: Detector,
): Promise<TalkingFace[]> {
  const faces: TalkingFace[] = [];
  for (const { name, picture } of stills) {
    const [face] = await detector.detect(picture);
    if (!face) continue;
    const mouth = within(face.box, MOUTH);
    faces.push({ name, picture: withOccluder(picture, face.box, 'lower', name), head: face.box, mouth });
  }
  return faces;
}

/** As light of another strength from one side gives it. */
export function lit(face: TalkingFace, seed: number): TalkingFace {
  const random = randomFor(seed, 'light', face.name);
  const [strength, side] = [random.uniform(0.6, 1.3), random.uniform(-0.3, 0.3)];
  const { data, width, height } = face.picture;
  const lightened = data.map((value, i) => {
    const across = (Math.floor(i / 3) % width) / width - 0.5;
    return Math.min(255, value * strength * (1 + 2 * side * across));
  });
  return { ...face, picture: { data: lightened, width, height } };
}

function within(head: Box, { x, y, width }: Mouth): Mouth {
  return { x: head.x + x * head.width, y: head.y + y * head.height, width: width * head.width };
}
