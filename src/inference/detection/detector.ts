import type { BlazeFace, Net } from './blaze-face.ts';
import { openBlazeFace } from './blaze-face.ts';
import { intersectionOverUnion } from '../../common/math/boxes.ts';
import { suppress, withoutContained } from './suppress.ts';
import { logOdds } from '../../common/math/log-odds.ts';
import type { Box, Detection, Picture } from '../runtime/picture.ts';

/** Finds faces, half-hidden ones too. The caller disposes it. */
export interface Detector {
  /**
   * @param options.threshold least score of a box, 0.1 or more
   * @returns best first; boxes in pixels of the picture, which may reach beyond its border
   */
  detect(picture: Picture, options?: { threshold?: number }): Promise<Detection[]>;
  /** What both nets say of a place when they look at it from further away: the sum of their log odds that a face is there. */
  confirm(picture: Picture, place: Box): Promise<number>;
  dispose(): Promise<void>;
}

/** A detector, and the search windows that it is made of, for callers that spread them over frames. */
export interface RefiningDetector extends Detector {
  /**
   * What one net sees in a square, which may reach beyond the picture.
   * @returns one box a face, best first
   */
  propose(net: Net, picture: Picture, square: Box, threshold: number): Promise<Detection[]>;
  /** What the front net sees from near around a place where a face is, at a low score; other faces too. */
  refineNear(picture: Picture, place: Box): Promise<Detection[]>;
  /** A proposal with the box that a look from near gives it, if it sees it. */
  refine(picture: Picture, proposal: Detection): Promise<Detection>;
}

/** Where something else throws out what is no face: everything that could be one. */
export const PROPOSAL_THRESHOLD = 0.15;
/** Where the detector has the last word. */
export const DETECTOR_ONLY_THRESHOLD = 0.4;

/** Boxes that share this much are one face. */
export const NMS_IOU_THRESHOLD = 0.4;
/** A box of which this much lies within a better one is a part of that face. */
export const CONTAINMENT_THRESHOLD = 0.7;
/** Looks at the whole picture: sides of the squares, as shares of its long side. Padding hurts the front net. */
export const WIDE_WINDOWS: readonly { net: Net; pad: number }[] = [
  { net: 'front', pad: 1 },
  { net: 'back', pad: 1 },
  { net: 'back', pad: 1.6 },
];
/** Side of the square for the second look, as a share of the box's width. */
const SECOND_LOOK = 2.5;
/** Least overlap of what the second look finds with what the first found. */
const FOUND_AGAIN = 0.2;
/** Least score of what the second look finds. */
const SECOND_SCORE = 0.1;

/** Looks that confirm: sides of the squares in widths of the box. Each net sees faces of this size best. */
const CONFIRMING: readonly { net: Net; scale: number }[] = [
  { net: 'front', scale: 3.2 },
  { net: 'back', scale: 5 },
];
/** Least overlap of what they see with the place. */
const CONFIRMED = 0.3;
/** The score of a net that sees nothing. */
const UNSEEN = 0.01;

/**
 * Both BlazeFace nets propose. Then the front net looks at each proposal again from near, and its box counts: the back
 * net's shrinks by a seventh where the upper half is hidden, the front net's hardly moves, and so what is cut out for
 * the models keeps one convention. What a headset leaves of a face scores low, hence the low thresholds.
 */
export async function createDetector({ threads = 1 }: { threads?: number } = {}): Promise<RefiningDetector> {
  const nets: Readonly<Record<Net, BlazeFace>> = {
    back: await openBlazeFace('back', threads),
    front: await openBlazeFace('front', threads),
  };
  const detector: RefiningDetector = {
    async detect(picture, { threshold = DETECTOR_ONLY_THRESHOLD } = {}) {
      const found: Detection[] = [];
      for (const { net, pad } of WIDE_WINDOWS)
        found.push(...(await nets[net].find(picture, wideSquare(picture, pad), threshold)));
      const faces: Detection[] = [];
      for (const proposal of suppress(found, NMS_IOU_THRESHOLD))
        faces.push(await detector.refine(picture, proposal));
      return withoutContained(suppress(faces, NMS_IOU_THRESHOLD), CONTAINMENT_THRESHOLD);
    },
    propose: async (net, picture, square, threshold) =>
      suppress(await nets[net].find(picture, square, threshold), NMS_IOU_THRESHOLD),
    refineNear: (picture, place) =>
      detector.propose('front', picture, around(place, SECOND_LOOK), SECOND_SCORE),
    async refine(picture, proposal) {
      const near = await nets.front.find(picture, around(proposal.box, SECOND_LOOK), SECOND_SCORE);
      const [again] = suppress(
        near.filter(({ box }) => intersectionOverUnion(box, proposal.box) > FOUND_AGAIN),
        NMS_IOU_THRESHOLD,
      );
      return again ? { box: again.box, score: Math.max(again.score, proposal.score) } : proposal;
    },
    async confirm(picture, place) {
      let sum = 0;
      for (const { net, scale } of CONFIRMING) {
        const seen = await nets[net].find(picture, around(place, scale), UNSEEN);
        const there = seen.filter(({ box }) => intersectionOverUnion(box, place) > CONFIRMED);
        sum += logOdds(Math.max(UNSEEN, ...there.map(({ score }) => score)));
      }
      return sum;
    },
    async dispose() {
      await nets.back.dispose();
      await nets.front.dispose();
    },
  };
  return detector;
}

/** The square around the whole picture, `pad` times its long side. */
export function wideSquare(picture: Pick<Picture, 'width' | 'height'>, pad: number): Box {
  return around({ x: 0, y: 0, width: picture.width, height: picture.height }, pad);
}

/** A square of the same center, `scale` times the long side. */
function around({ x, y, width, height }: Box, scale: number): Box {
  const side = Math.max(width, height) * scale;
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}
