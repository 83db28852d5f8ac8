import { intersectionOverSmaller, intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box } from '../../runtime/picture.ts';
import type { Candidate, Track } from '../tracking/track.ts';
import type { SeenFaceBox } from './client-frame.ts';

/** The faces of one frame. */
export interface FrameFaces {
  /** All that the detector found. */
  readonly candidates: readonly Candidate[];
  /** Those that the tracker confirmed and that are seen on this frame. */
  readonly tracks: readonly Track[];
}

/** Least share of a face, or of the place that a person gives, that must lie in the other. */
const POINTED_AT = 0.5;

/** The face that a person means: by its number, or the one that shares most with a place. */
export function chosenFace({ tracks }: FrameFaces, face: number | Box): Track | undefined {
  if (typeof face === 'number') return tracks.find(({ number }) => number === face);
  const best = mostOverlapping(tracks, face);
  return best && intersectionOverSmaller(best.box, face) >= POINTED_AT ? best : undefined;
}

export function seenFace({ number, box, score }: Track): SeenFaceBox {
  return { track: number!, box, score };
}

/** The face that shares most with a place. */
export function mostOverlapping<T extends { box: Box }>(faces: readonly T[], place: Box): T | undefined {
  const overlap = ({ box }: T) => intersectionOverUnion(box, place);
  return faces.toSorted((a, b) => overlap(b) - overlap(a))[0];
}
