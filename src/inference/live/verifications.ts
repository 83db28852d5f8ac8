import { IS_FACE } from '../prediction/verify.ts';
import type { ExponentialMean } from './smoothing/exponential-mean.ts';
import { createExponentialMean } from './smoothing/exponential-mean.ts';
import type { Track } from './tracking/track.ts';

/** Which of the tracks that are not confirmed yet are faces: verified, and while they are none verified again. */
export interface Verifications {
  /** Those that are to be examined now, the longest overdue first. */
  due(tracks: readonly Track[], atMs: number): Track[];
  /** @param logOdds the result of a verification */
  add(track: Track, logOdds: number, atMs: number): void;
  isFace(track: Track): boolean;
}

/** From the first examination to the next one; twice as long each time, so that what is none costs little. */
const AGAIN_MS = 250;
const LONGEST_MS = 4000;
/** What was seen long ago, from further away, counts less. */
const HALF_LIFE_MS = 500;

interface Evidence {
  readonly mean: ExponentialMean;
  waitMs: number;
  dueMs: number;
}

/** For recordings: every track on every frame, judged by that frame alone, as `predictPicture` judges a picture. */
export function createFrameVerifications(): Verifications {
  const latest = new WeakMap<Track, number>();
  return {
    due: (tracks) => [...tracks],
    add: (track, logOdds) => void latest.set(track, logOdds),
    isFace: (track) => (latest.get(track) ?? -Infinity) >= IS_FACE,
  };
}

export function createVerifications(): Verifications {
  const evidence = new WeakMap<Track, Evidence>();
  const dueMs = (track: Track) => evidence.get(track)?.dueMs ?? -Infinity;
  return {
    due: (tracks, atMs) => tracks.filter((track) => dueMs(track) <= atMs).sort((a, b) => dueMs(a) - dueMs(b)),
    add(track, logOdds, atMs) {
      const known = evidence.get(track) ?? {
        mean: createExponentialMean(HALF_LIFE_MS),
        waitMs: AGAIN_MS,
        dueMs: 0,
      };
      known.mean.add([logOdds], atMs);
      known.dueMs = atMs + known.waitMs;
      known.waitMs = Math.min(LONGEST_MS, 2 * known.waitMs);
      evidence.set(track, known);
    },
    isFace(track) {
      const [logOdds = -Infinity] = evidence.get(track)?.mean.values ?? [];
      return logOdds >= IS_FACE;
    },
  };
}
