import { intersectionArea, intersectionOverSmaller } from '../../../common/math/boxes.ts';
import type { FaceInput } from '../../runtime/crop.ts';
import { faceSquare } from '../../runtime/crop.ts';
import type { Box } from '../../runtime/picture.ts';
import type { Candidate, Track } from '../tracking/track.ts';
import type { FrameFaces } from './frame-faces.ts';
import { mostOverlapping } from './frame-faces.ts';

/**
 * From this score on, and from this share of the client's width on, another box is a face and no part of a headset. Parts of
 * real headsets score up to 0.7, so a lower limit, or the occlusion classifier's word, loses most clients within seconds
 * (measured at 0.45 and 0.55).
 */
const OTHER_FACE = { score: 0.75, width: 0.5 };
/**
 * A face with a mask may score less (0.67 to 0.9 at its best); its trajectory identifies it. What was clear of the square that
 * is read on so many frames in a row, and shares `covers` of the smaller one now, may be another face. Distances in widths would
 * not do: a face that comes close is three times as wide as what a headset leaves of the client's, and some are found late.
 */
const CAME = { score: 0.65, frames: 3, covers: 0.1 };

/** What shares so much of the smaller box with a client who looks as before is a part of the headset, whatever its score. */
const PART = 0.3;

/** Faces that are not the client's. */
export interface Others {
  /** Boxes of those that are faces beyond doubt. */
  readonly faces: readonly Box[];
  /** Whether something that came from elsewhere covers a part of the client's box. */
  readonly isCovered: boolean;
}

/** Tells faces of other persons from boxes on the client's own headset. */
export interface OtherFaces {
  /** @param isSame the client's face looks as it did before: what overlaps it does not cover it */
  of(faces: FrameFaces, client: Track, isSame: boolean): Others;
}

interface Way {
  /** Last frames in a row on which it was clear of the client. */
  readonly clear: number;
  /** Was so on enough of them. */
  readonly hasCome: boolean;
}

/** @param crop of the model: the square that is read is wider than the client's box */
export function createOtherFaces(crop: FaceInput['crop']): OtherFaces {
  const ways = new WeakMap<Track, Way>();
  return {
    of({ candidates, tracks }, client, isSame) {
      const own = client.isSeen ? mostOverlapping(candidates, client.box) : undefined;
      const isWide = ({ box }: { box: Box }) => box.width >= OTHER_FACE.width * client.box.width;
      const isPart = ({ box }: { box: Box }) => isSame && intersectionOverSmaller(box, client.box) >= PART;
      const isOther = (face: Candidate | Track) => isWide(face) && !isPart(face);
      const scored = candidates.filter((each) => each !== own && each.score >= OTHER_FACE.score);
      const read = faceSquare(client.box, crop);
      let isCovered = false;
      for (const track of tracks) {
        if (track === client) continue;
        const way = goOn(ways.get(track), intersectionArea(track.box, read) === 0);
        ways.set(track, way);
        const covers = way.hasCome && intersectionOverSmaller(track.box, read) >= CAME.covers;
        if (covers && track.score >= CAME.score && isOther(track)) isCovered = true;
      }
      return { faces: scored.filter(isOther).map(({ box }) => box), isCovered };
    },
  };
}

function goOn(before: Way | undefined, isClear: boolean): Way {
  const clear = isClear ? (before?.clear ?? 0) + 1 : 0;
  return { clear, hasCome: (before?.hasCome ?? false) || clear >= CAME.frames };
}
