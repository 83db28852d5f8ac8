import { faceSquare } from '../runtime/crop.ts';
import type { FaceInput } from '../runtime/crop.ts';
import type { Detector } from '../detection/detector.ts';
import { logOdds } from '../../common/math/log-odds.ts';
import type { Box, Picture } from '../runtime/picture.ts';
import type { OcclusionClassifier } from '../occlusion/occlusion-classifier.ts';

/** From this sum of log odds on it is a face: 5 to 1. Chosen on photos that the occlusion classifier was trained with. */
export const IS_FACE = Math.log(5);

/** How a place is cut out, once as it is and six times beside: shifts in widths of the box, and scales. */
const CUTS = [
  { dx: 0, dy: 0, scale: 1 },
  { dx: -0.1, dy: 0, scale: 1 },
  { dx: 0.1, dy: 0, scale: 1 },
  { dx: 0, dy: -0.1, scale: 1 },
  { dx: 0, dy: 0.1, scale: 1 },
  { dx: 0, dy: 0, scale: 0.82 },
  { dx: 0, dy: 0, scale: 1.22 },
];

export interface VerificationParts {
  detector: Detector;
  occlusionClassifier: OcclusionClassifier;
  /** As `cutFace`. */
  cut: (picture: Picture, square: Box, input: FaceInput) => Promise<Uint8Array>;
}

/**
 * Whether a box holds a face, where one prediction is not enough: both detectors in larger search windows, and the
 * occlusion classifier on seven crops. A face stays one however it is cropped; a hand, a belly or a logo that one net
 * takes for a face seldom deceives the others too.
 * @returns the sum of their log odds, as if they were independent
 */
export async function verifyFace(
  picture: Picture,
  box: Box,
  { detector, occlusionClassifier, cut }: VerificationParts,
): Promise<number> {
  const { input } = occlusionClassifier;
  const cuts = CUTS.map((change) => cut(picture, faceSquare(moved(box, change), input.crop), input));
  const predictions = await occlusionClassifier.classify(await Promise.all(cuts));
  const sum = predictions.reduce((total, { probs }) => total - logOdds(probs['not a face']), 0);
  return sum / CUTS.length + (await detector.confirm(picture, box));
}

function moved({ x, y, width, height }: Box, { dx, dy, scale }: (typeof CUTS)[number]): Box {
  return {
    x: x + dx * width + ((1 - scale) * width) / 2,
    y: y + dy * width + ((1 - scale) * height) / 2,
    width: width * scale,
    height: height * scale,
  };
}
