import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import { randomFor, shuffledOrder } from '../../../common/math/random.ts';
import { farScene, SIDE_BY_SIDE } from './far-scene.ts';
import { containsCenter } from './found-photos.ts';
import { watchScene } from './static-scene.ts';
import { facesToPlace } from './placed-faces.ts';

/** Widths of the faces, as shares of the frame's. */
const LEAST = 0.035;
const LARGEST = 0.25;
/** How long they may take to be found: two seconds. */
const FRAMES = 60;
/** Faces of each kind, plain and masked. */
const EACH = 48;
const EVERYWHERE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

export interface FarFace {
  /** Share of the frame's width. */
  readonly width: number;
  readonly isMasked: boolean;
  readonly isFound: boolean;
}

/** Sets faces of UTKFace, evenly spread over the sizes, into scenes of 1920 × 1080 pixels and looks for them live. */
export async function farFaces(
  root: string,
  parts: LivePipelineOptions,
  { seed, noise, signal, onScene }: FarOptions,
): Promise<FarFace[]> {
  const faces = (await facesToPlace(root, 2 * EACH, seed, signal)).map((face, i) => ({
    ...face,
    width: LEAST * (LARGEST / LEAST) ** (Math.floor(i / 2) / (EACH - 1)),
  }));
  const order = [...shuffledOrder(seed, 0, faces.length, 'far faces')];
  const found: FarFace[] = [];
  for (let from = 0; from < order.length; from += SIDE_BY_SIDE) {
    const here = order.slice(from, from + SIDE_BY_SIDE).map((i) => faces[i]!);
    const scene = await farScene(here, randomFor(seed, 'far scene', from));
    const seen = here.map(() => false);
    let frame = 0;
    await watchScene((i) => noise(scene.at(i), i), FRAMES, {
      ...parts,
      farZones: [{ polygon: EVERYWHERE, leastFace: LEAST }],
      until({ faces: shown }) {
        scene.facesAt(frame++).forEach((place, k) => {
          seen[k] ||= shown.some(({ box }) => containsCenter(place, box) && containsCenter(box, place));
        });
        return seen.every((isSeen) => isSeen);
      },
    });
    here.forEach(({ width, isMasked }, k) => found.push({ width, isMasked, isFound: seen[k]! }));
    onScene(found.length, faces.length);
  }
  return found;
}

interface FarOptions {
  seed: number;
  noise: (picture: Picture, nth: number) => Picture;
  signal: AbortSignal;
  onScene: (done: number, total: number) => void;
}
