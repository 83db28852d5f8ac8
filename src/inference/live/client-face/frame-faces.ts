import { intersectionOverUnion } from '../../../common/math/boxes.ts';
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

/** Least overlap of the place that a person gives with a face. */
const POINTED_AT = 0.2;

/** The face that a person means: by its number, or the one that shares most with a place. */
export function chosenFace({ tracks }: FrameFaces, face: number | Box): Track | undefined {
  if (typeof face === 'number') return tracks.find(({ number }) => number === face);
  const best = mostOverlapping(tracks, face);
  return best && intersectionOverUnion(best.box, face) >= POINTED_AT ? best : undefined;
}

/** What was found of a track on this frame. */
export function candidateOf({ candidates }: FrameFaces, { box }: Track): Candidate | undefined {
  return mostOverlapping(candidates, box);
}

export function seenFace({ number, box, score }: Track): SeenFaceBox {
  return { track: number!, box, score };
}

function mostOverlapping<T extends { box: Box }>(faces: readonly T[], place: Box): T | undefined {
  const overlap = ({ box }: T) => intersectionOverUnion(box, place);
  return faces.toSorted((a, b) => overlap(b) - overlap(a))[0];
}
