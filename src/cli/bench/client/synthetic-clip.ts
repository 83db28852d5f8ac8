import { withOccluder } from '../../../figures/clip-sheet.ts';
import type { Detector } from '../../../inference/detection/detector.ts';
import type { Box, Picture } from '../../../inference/runtime/picture.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { ClientScene } from './moving-scene.ts';
import { movingScene } from './moving-scene.ts';

/** Each still is shown for so long. */
const STILL_S = 1;

/**
 * The pictures of a clip of one face, each with the same drawn headset, one a second, moved together as one scene.
 * @returns null where no face is found on a picture
 */
export async function syntheticClip(
  stills: readonly Picture[],
  detector: Detector,
  seed: number,
): Promise<{ scene: ClientScene; head: Box } | null> {
  const scenes: { scene: ClientScene; head: Box }[] = [];
  for (const still of stills) {
    const [face] = await detector.detect(still);
    if (!face) return null;
    const covered = withOccluder(still, face.box, 'lower', 'client');
    // The same movement for each: only the expression changes from still to still.
    scenes.push({ scene: movingScene(covered, face.box, randomFor(seed, 'drawn clip')), head: face.box });
  }
  const [first] = scenes;
  if (!first) return null;
  const still = (seconds: number) => scenes[Math.floor(seconds / STILL_S) % scenes.length]!;
  return {
    head: first.head,
    scene: {
      at: (seconds) => still(seconds).scene.at(seconds),
      place: (box, seconds) => first.scene.place(box, seconds),
    },
  };
}
