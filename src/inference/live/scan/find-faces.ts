import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import { suppress, withoutContained } from '../../detection/suppress.ts';
import type { RefiningDetector } from '../../detection/detector.ts';
import { PROPOSAL_THRESHOLD, NMS_IOU_THRESHOLD, CONTAINMENT_THRESHOLD } from '../../detection/detector.ts';
import type { Box, Detection, Picture } from '../../runtime/picture.ts';
import type { SearchWindow } from './scan.ts';

/** A box that shares this much with one that was seen from near is that face. */
const KNOWN = 0.2;
/** From this score on, what a look at one face sees of another is another one. */
const ANOTHER = 0.5;
/** Boxes are off by so much that a face of nearly the least size counts. */
const NEARLY = 0.85;

/**
 * The faces of one frame, of any size, wherever the detector or a look at a followed face finds one: for recordings, which
 * have time for both on every frame.
 * @returns best first
 */
export async function findAllFaces(
  detector: RefiningDetector,
  picture: Picture,
  followed: readonly Box[],
): Promise<Detection[]> {
  const [detected, near] = await Promise.all([
    detector.detect(picture, { threshold: PROPOSAL_THRESHOLD }),
    looksNear(detector, picture, followed),
  ]);
  return withoutContained(suppress([...detected, ...near.flat()], NMS_IOU_THRESHOLD), CONTAINMENT_THRESHOLD);
}

/**
 * The faces of one frame: those that are followed are looked for where they are predicted, with one cheap look each; what
 * else the looks find is looked at again from near, so that all boxes keep one convention.
 * @returns best first
 */
export async function findFaces(
  detector: RefiningDetector,
  picture: Picture,
  followed: readonly Box[],
  looks: readonly SearchWindow[],
): Promise<Detection[]> {
  const [near, wide] = await Promise.all([
    looksNear(detector, picture, followed),
    Promise.all(
      looks.map(async ({ net, square, leastPx }) => {
        const found = await detector.propose(net, picture, square, PROPOSAL_THRESHOLD);
        return found.filter(({ box }) => box.width >= NEARLY * leastPx);
      }),
    ),
  ]);
  const known = suppress(near.flat(), NMS_IOU_THRESHOLD);
  const proposals = suppress(wide.flat(), NMS_IOU_THRESHOLD).filter((proposal) =>
    known.every(({ box }) => intersectionOverUnion(box, proposal.box) < KNOWN),
  );
  const fresh = await Promise.all(proposals.map((proposal) => detector.refine(picture, proposal)));
  return withoutContained(suppress([...known, ...fresh], NMS_IOU_THRESHOLD), CONTAINMENT_THRESHOLD);
}

function looksNear(
  detector: RefiningDetector,
  picture: Picture,
  followed: readonly Box[],
): Promise<Detection[][]> {
  return Promise.all(
    followed.map(async (place) => {
      const found = await detector.refineNear(picture, place);
      return found.filter(({ box, score }) => score >= ANOTHER || intersectionOverUnion(box, place) >= KNOWN);
    }),
  );
}
