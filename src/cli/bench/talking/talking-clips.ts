import { shippedClip } from '../../../artifact/places.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { Detector } from '../../../inference/detection/detector.ts';
import { openClip } from '../../../inference/sources/open-clip.ts';
import { sceneOf } from '../client/moving-scene.ts';
import { decodedPhotos } from '../find/photos.ts';
import { facesToPlace } from '../find/placed-faces.ts';
import type { MouthWay } from './mouth-ways.ts';
import { mouthWays, TALKS } from './mouth-ways.ts';
import { withMouth } from './moving-mouth.ts';
import type { TalkingFace } from './talking-faces.ts';
import { drawnFaces, lit, photoFaces } from './talking-faces.ts';
import type { TalkingClip } from './watch-talking.ts';

/** A clip with what it shows. */
export interface NamedTalkingClip extends TalkingClip {
  readonly way: string;
  readonly kind: MouthWay['kind'];
  readonly face: string;
}

/** Width of a head in the frame, in pixels. */
const HEAD_PX = { least: 90, most: 230 };
/** Ways of each face: one of each kind, in turn. */
const TALKING_WAYS = 3;
const SILENT_WAYS = 6;
const SILENT_SECONDS = 9;
const FACES_OF_UTKFACE = 6;
/** Of the clip that ships, every so many seconds. */
const STILLS = 8;

export interface TalkingClipsOptions {
  /** Root of the photos with real headsets. */
  occluded: string;
  /** Root of more faces; null: none. */
  utkface: string | null;
  /** Draws faces, light, sizes, speech and movements. */
  seed: number;
  detector: Detector;
  signal: AbortSignal;
}

/** Moved mouths under headsets: real ones of the training photos, drawn ones on whole faces. */
export async function talkingClips(options: TalkingClipsOptions): Promise<NamedTalkingClip[]> {
  return clips(await faces(options), options.seed);
}

async function faces({
  occluded,
  utkface,
  seed,
  detector,
  signal,
}: TalkingClipsOptions): Promise<TalkingFace[]> {
  const photos = photoFaces(await decodedPhotos(occluded, 'train', signal));
  const stills = [];
  for await (const { picture } of openClip(shippedClip()).frames(signal))
    stills.push({ name: `clip ${stills.length}`, picture });
  const whole = stills.filter((_, second) => second % STILLS === seed % STILLS);
  if (utkface !== null) {
    const set = await facesToPlace(utkface, 2 * FACES_OF_UTKFACE, seed, signal, 'train');
    for (const { picture, isMasked } of set)
      if (!isMasked) whole.push({ name: `face ${whole.length} of seed ${seed}`, picture });
  }
  return [...photos, ...(await drawnFaces(whole, detector))].map((face) => lit(face, seed));
}

function clips(all: readonly TalkingFace[], seed: number): NamedTalkingClip[] {
  return all.flatMap(({ name, picture, head, mouth }, nth) => {
    const random = randomFor(seed, 'talking', name);
    const ways = mouthWays(random);
    const width = random.uniform(HEAD_PX.least, HEAD_PX.most);
    const chosen = [
      nth % TALKING_WAYS,
      TALKING_WAYS + (nth % SILENT_WAYS),
      TALKING_WAYS + ((nth + 3) % SILENT_WAYS),
    ];
    if (nth % TALKING_WAYS === 0) chosen.push(ways.length - 1);
    return chosen.map((k): NamedTalkingClip => {
      const { name: way, kind, mouth: shape, motion, speaks } = ways[k]!;
      const at = (s: number) => withMouth(picture, mouth, shape(s));
      const scene = sceneOf({ at, head, width, motion });
      const seconds = kind === 'talks' ? TALKS.toS + 3 : SILENT_SECONDS;
      return { face: name, way, kind, scene, head, seconds, speaks };
    });
  });
}
