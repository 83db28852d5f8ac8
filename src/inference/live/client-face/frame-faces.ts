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

/**
 * From this score on, and from this share of the client's width on, another box is a face and no part of a headset. Parts of
 * real headsets score up to 0.7, so a lower limit, or the occlusion classifier's word, loses most clients within seconds
 * (measured at 0.45 and 0.55). Known limit: a face with a mask may score less; until its appearance betrays it, one that
 * crosses closely before the client gave up to three readings.
 */
const OTHER_FACE = { score: 0.75, width: 0.5 };

/** Boxes of the faces that are not the client's. */
export function otherFaces({ candidates }: FrameFaces, client: Track): Box[] {
  const own = client.isSeen ? mostOverlapping(candidates, client.box) : undefined;
  return candidates
    .filter(({ box, score }) => score >= OTHER_FACE.score && box.width >= OTHER_FACE.width * client.box.width)
    .flatMap((candidate) => (candidate === own ? [] : [candidate.box]));
}

export function seenFace({ number, box, score }: Track): SeenFaceBox {
  return { track: number!, box, score };
}

function mostOverlapping<T extends { box: Box }>(faces: readonly T[], place: Box): T | undefined {
  const overlap = ({ box }: T) => intersectionOverUnion(box, place);
  return faces.toSorted((a, b) => overlap(b) - overlap(a))[0];
}
