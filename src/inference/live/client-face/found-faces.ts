import type { Frame } from '../../sources/frame-source.ts';
import { createFaceCuts } from '../face-cuts.ts';
import { createFaceFinder } from '../face-finder.ts';
import { createPace } from '../pace.ts';
import type { TrackedFacesOptions } from '../tracked-faces.ts';
import { createTrackedFaces } from '../tracked-faces.ts';
import type { Track } from '../tracking/track.ts';
import type { FrameFaces } from './frame-faces.ts';

/**
 * Finds and tracks the faces of one camera at the low thresholds, without verification: it rejects some real headsets,
 * which leave little of a face, and a person chooses among what is found. The occlusion classifier only rules out what is
 * no face beyond doubt, or patterns of the background would be tracked by the dozen.
 */
export interface FoundFaces {
  find(frame: Frame): Promise<FrameFaces>;
  /** A person confirms that this is a face: it is not ruled out any more. */
  keep(track: Track): void;
}

export function createFoundFaces(
  options: Pick<TrackedFacesOptions, 'detector' | 'occlusionClassifier' | 'fixed'>,
): FoundFaces {
  const pace = createPace();
  const finder = createFaceFinder(options.detector, pace, []);
  const faces = createTrackedFaces({ ...options, isRecording: false, isVerified: false });
  return {
    async find({ picture, atMs }) {
      pace.begin(atMs);
      const { candidates } = await finder.find(picture, faces.predict(atMs, picture), atMs);
      const left = faces.update(candidates, picture);
      await faces.classify(left, createFaceCuts(picture), atMs);
      faces.takeEnded();
      return { candidates, tracks: faces.confirmed().filter(({ isSeen }) => isSeen) };
    },
    keep: (track) => faces.keep(track),
  };
}
