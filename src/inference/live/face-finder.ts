import type { RefiningDetector } from '../detection/detector.ts';
import type { Detection, Picture } from '../runtime/picture.ts';
import type { Pace } from './pace.ts';
import { findAllFaces, findFaces } from './scan/find-faces.ts';
import { createScan } from './scan/scan.ts';
import type { FarZone } from './scan/tiles.ts';
import { appearanceOf } from './tracking/appearance.ts';
import type { Candidate, Track } from './tracking/track.ts';
import { MAX_MOTION_GAP_MS } from './tracking/tracker.ts';

/** The faces of one frame, tracked ones and new ones, best first. */
export interface FoundFaces {
  readonly candidates: Candidate[];
  /** Whether the detector searched for new faces. */
  readonly didDetect: boolean;
}

/** Finds the faces of one camera's frames. */
export interface FaceFinder {
  /** @param tracks at their predicted places */
  find(picture: Picture, tracks: readonly Track[], atMs: number): Promise<FoundFaces>;
}

/** Searches near each track, and as many windows of the frame as the pace has time for. */
export function createFaceFinder(
  detector: RefiningDetector,
  pace: Pace,
  farZones: readonly FarZone[],
): FaceFinder {
  const scan = createScan(farZones);
  return {
    async find(picture, tracks) {
      const windows = scan.windows(picture, { wide: pace.takeWide(tracks.length > 0), tiles: pace.tiles() });
      const start = performance.now();
      const places = tracks.map(({ box }) => box);
      const found = await findFaces(detector, picture, places, windows);
      pace.searched(performance.now() - start, windows, tracks.length);
      return { candidates: candidatesOf(picture, found), didDetect: windows.length > 0 };
    },
  };
}

/** For recordings: the whole of every frame, however long it takes, and near the tracks that were seen just before. */
export function createRecordingFinder(detector: RefiningDetector): FaceFinder {
  return {
    async find(picture, tracks, atMs) {
      const recent = tracks.filter(({ lastSeenMs }) => atMs - lastSeenMs < MAX_MOTION_GAP_MS);
      const places = recent.map(({ box }) => box);
      const found = await findAllFaces(detector, picture, places);
      return { candidates: candidatesOf(picture, found), didDetect: true };
    },
  };
}

function candidatesOf(picture: Picture, found: readonly Detection[]): Candidate[] {
  return found.map(({ box, score }) => ({ box, score, appearance: appearanceOf(picture, box) }));
}
