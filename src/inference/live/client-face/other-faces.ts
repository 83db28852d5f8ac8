import { intersectionOverSmaller } from '../../../common/math/boxes.ts';
import type { Box } from '../../runtime/picture.ts';
import type { Track } from '../tracking/track.ts';
import type { FrameFaces } from './frame-faces.ts';
import { mostOverlapping } from './frame-faces.ts';
import { distance } from './nearby-face.ts';

/**
 * From this score on, and from this share of the client's width on, another box is a face and no part of a headset. Parts of
 * real headsets score up to 0.7, so a lower limit, or the occlusion classifier's word, loses most clients within seconds
 * (measured at 0.45 and 0.55).
 */
const OTHER_FACE = { score: 0.75, width: 0.5 };
/**
 * A face with a mask may score less (0.69 to 0.9 at its best); its trajectory identifies it. What was `far` from the client's middle,
 * in mean widths, on so many frames in a row, came nearer by `nearer` and shares `covers` of the smaller box is no part of the
 * headset. Patterns beside a headset jitter between 0.9 and 1.9, most with scores under 0.6.
 */
const CAME = { score: 0.65, far: 1.2, frames: 3, nearer: 0.4, covers: 0.1 };

/** Faces that are not the client's. */
export interface Others {
  /** Boxes of those that are faces beyond doubt. */
  readonly faces: readonly Box[];
  /** Whether something that came from elsewhere covers a part of the client's box. */
  readonly isCovered: boolean;
}

/** Tells faces of other persons from boxes on the client's own headset. */
export interface OtherFaces {
  of(faces: FrameFaces, client: Track): Others;
}

interface Way {
  /** Distances on the last frames, in mean widths. */
  readonly recent: readonly number[];
  readonly far: number;
  readonly covers: boolean;
}

export function createOtherFaces(): OtherFaces {
  const ways = new WeakMap<Track, Way>();
  return {
    of({ candidates, tracks }, client) {
      const own = client.isSeen ? mostOverlapping(candidates, client.box) : undefined;
      const isWide = ({ box }: { box: Box }) => box.width >= OTHER_FACE.width * client.box.width;
      const scored = candidates.filter((each) => each !== own && each.score >= OTHER_FACE.score);
      let isCovered = false;
      for (const track of tracks) {
        if (track === client) continue;
        const way = goOn(ways.get(track), track.box, client.box);
        ways.set(track, way);
        if (way.covers && track.score >= CAME.score && isWide(track)) isCovered = true;
      }
      return { faces: scored.filter(isWide).map(({ box }) => box), isCovered };
    },
  };
}

function goOn(before: Way | undefined, box: Box, client: Box): Way {
  const now = distance(box, client);
  const recent = [...(before?.recent ?? []), now].slice(-CAME.frames);
  const far = Math.max(before?.far ?? 0, recent.length < CAME.frames ? 0 : Math.min(...recent));
  const hasCome = far >= CAME.far && far - now >= CAME.nearer;
  return { recent, far, covers: hasCome && intersectionOverSmaller(box, client) >= CAME.covers };
}
