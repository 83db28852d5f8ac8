import type { RefiningDetector } from '../../detection/detector.ts';
import { PROPOSAL_THRESHOLD } from '../../detection/detector.ts';
import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Frame } from '../../sources/frame-source.ts';
import { createFaceFinder } from '../face-finder.ts';
import { createPace } from '../pace.ts';
import type { Candidate, Track } from '../tracking/track.ts';
import { createTracker } from '../tracking/tracker.ts';
import type { FrameFaces } from './frame-faces.ts';

/**
 * Finds and tracks the faces of one camera at the low thresholds, without occlusion classifier and verification: both
 * reject some real headsets, which leave little of a face, and a person chooses among what is found.
 */
export interface FoundFaces {
  find(frame: Frame): Promise<FrameFaces>;
}

/** A box that overlaps a tracked face by more than this is no other face. */
const TAKEN = 0.25;

export function createFoundFaces(detector: RefiningDetector): FoundFaces {
  const pace = createPace();
  const finder = createFaceFinder(detector, pace, []);
  const tracker = createTracker();
  const isNew = ({ box, score }: Candidate) =>
    score >= PROPOSAL_THRESHOLD &&
    tracker.followed.every((track) => !track.isSeen || intersectionOverUnion(track.box, box) <= TAKEN);
  return {
    async find({ picture, atMs }) {
      pace.begin(atMs);
      const { candidates } = await finder.find(picture, tracker.predict(atMs, picture), atMs);
      for (const candidate of tracker.update(candidates, picture))
        if (isNew(candidate)) tracker.begin(candidate);
      tracker.takeEnded();
      const isShown = ({ number, isSeen }: Track) => number !== null && isSeen;
      return { candidates, tracks: tracker.followed.filter(isShown) };
    },
  };
}
