import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box, FrameSize } from '../../runtime/picture.ts';
import { assign } from './assign.ts';
import { boxOf, predictMotion } from './box-motion.ts';
import { reidentify } from './reidentify.ts';
import type { Candidate, Track } from './track.ts';
import { fit, newTrack, resizeTrack, updateTrack, WORST_FIT } from './track.ts';

/** Follows faces from frame to frame. Knows no pixels. */
export interface Tracker {
  /**
   * Predicts where every face is by now. Where frames change their size, faces are followed if the shape stays; all end
   * if it does not, since places of the two cannot be related.
   * @param atMs on the source's clock, later than before
   * @returns the faces that are followed
   */
  predict(atMs: number, frame: FrameSize): readonly Track[];
  /**
   * Gives candidates to tracks, at the predicted time.
   * @returns the candidates that no track took
   */
  update(candidates: readonly Candidate[], frame: FrameSize): Candidate[];
  /** Begins to follow a face; it has no number yet. */
  begin(candidate: Candidate): Track;
  /** Gives numbers to those that are to be confirmed by now. */
  confirm(): void;
  /** Stops following what turned out to be no face. */
  drop(track: Track): void;
  /** @returns tracks that ended since the last call; only such as had a number */
  takeEnded(): Track[];
  /** Ends all that are followed or away. */
  finish(): void;
  /** The faces that are followed, confirmed or not, seen or hidden. */
  readonly followed: readonly Track[];
  /** Those of them that will be confirmed when they are seen once more, if they are faces; in recordings at once. */
  readonly nearlyConfirmed: readonly Track[];
}

export interface TrackerOptions {
  /** How long somebody may be away, while there are frames, and still count as the same visit. */
  visitMs?: number;
  /** Whether what was seen often enough is to be confirmed. */
  isFace?: (track: Track) => boolean;
  /** A face counts from the first frame on which it is seen, and pictures may be seconds apart. */
  isRecording?: boolean;
}

/** Frames on which a face must be seen in a row before it is confirmed. */
const HITS = 3;
/** How long a hidden face is predicted, and after how many frames at least it is given up. */
const COASTING_MS = 900;
const COASTING_FRAMES = 2;
/** Who stays at the frame's edge is confirmed after so long. */
const EDGE_MS = 1000;
/** In recordings: over so long, what lies between two pictures tells nothing of the second one. */
export const APART_MS = 500;
/** Over a gap in the frames that is longer than this nobody is followed: the camera was gone. */
const GAP_MS = 3000;
/** So much of such gaps, as of a camera that hung and was opened again, is no time away. */
const MOST_UNWATCHED_MS = 30_000;
/** Faces that share this much of their places may be taken for each other. */
const NEAR = 0.05;
/** Logarithm of the ratio of two shapes that differ by rounding alone. */
const SAME_SHAPE = 0.02;

export function createTracker({
  visitMs = 8000,
  isFace = () => true,
  isRecording = false,
}: TrackerOptions = {}): Tracker {
  let followed: Track[] = [];
  let away: Track[] = [];
  let ended: Track[] = [];
  let lastNumber = 0;
  let nowMs = 0;
  let size: FrameSize | undefined;

  function endAll(): void {
    ended.push(...away, ...followed.filter(({ number }) => number !== null));
    [away, followed] = [[], []];
  }

  /** Brings all tracks to frames of another size. */
  function resize(across: number, down: number): void {
    if (Math.abs(Math.log(across / down)) > SAME_SHAPE) endAll();
    else for (const track of [...followed, ...away]) resizeTrack(track, across, down);
  }

  const isOver = ({ lastSeenMs, unwatchedMs }: Track) => nowMs - lastSeenMs - unwatchedMs > visitMs;

  /** After a long gap the place of a face cannot be predicted. In recordings pictures may be that far apart. */
  function leaveOverGap(sinceFrameMs: number): void {
    const known = followed.filter(({ lastSeenMs }) => nowMs - lastSeenMs <= GAP_MS);
    away.push(...followed.filter((track) => track.number !== null && !known.includes(track)));
    followed = known;
    if (isRecording || sinceFrameMs <= GAP_MS) return;
    for (const track of away)
      if (track.unwatchedMs + sinceFrameMs <= MOST_UNWATCHED_MS) track.unwatchedMs += sinceFrameMs;
  }

  const isAlone = (track: Track) =>
    followed.every((other) => other === track || intersectionOverUnion(other.box, track.box) < NEAR);

  /** Confirms a track: a number of its own, or its face goes on as the track it had before. */
  function assignNumber(track: Track): void {
    const lost = followed.filter((other) => other.number !== null && !other.isSeen);
    const before = reidentify(track, [...away, ...lost], nowMs);
    if (!before) {
      track.number = ++lastNumber;
      return;
    }
    const { motion, box, wholeBox, appearance, scoreThen, hits, lastSeenMs } = track;
    const seenNow = { scoreThen, hits, lastSeenMs, unwatchedMs: 0, isSeen: true, misses: 0 };
    Object.assign(before, { motion, box, wholeBox, appearance, ...seenNow });
    away = away.filter((other) => other !== before);
    // A lost track is still among those that are followed: it takes the new one's place and leaves its own.
    followed = followed
      .filter((other) => other !== before)
      .map((other) => (other === track ? before : other));
  }

  const mayConfirm = (track: Track, least?: number) =>
    track.number === null && (isRecording ? track.isSeen : isWellSeen(track, nowMs, least));

  function confirm(): void {
    for (const track of followed.filter((each) => mayConfirm(each) && isFace(each))) assignNumber(track);
  }

  function miss(track: Track): void {
    track.isSeen = false;
    track.misses++;
  }

  return {
    predict(atMs, { width, height }) {
      if (size && (size.width !== width || size.height !== height))
        resize(width / size.width, height / size.height);
      size = { width, height };
      const seconds = Math.max(0, atMs - nowMs) / 1000;
      nowMs = atMs;
      leaveOverGap(1000 * seconds);
      for (const track of followed) {
        track.motion = predictMotion(track.motion, seconds);
        track.box = boxOf(track.motion);
      }
      return followed;
    },
    update(candidates, frame) {
      const columns = assign(
        followed.map((track) => candidates.map((candidate) => fit(track, candidate))),
        WORST_FIT,
      );
      followed.forEach((track, i) => {
        const column = columns[i]!;
        if (column === null) miss(track);
        else {
          const isApart = isRecording && nowMs - track.lastSeenMs >= APART_MS;
          updateTrack(track, candidates[column]!, { atMs: nowMs, isAlone: isAlone(track), isApart, frame });
        }
      });
      const gone = followed.filter((track) => isLost(track, nowMs, frame));
      followed = followed.filter((track) => !gone.includes(track));
      away.push(...gone.filter(({ number }) => number !== null));
      confirm();
      ended.push(...away.filter(isOver));
      away = away.filter((track) => !isOver(track));
      return candidates.filter((_, j) => !columns.includes(j));
    },
    begin(candidate) {
      const track = newTrack(candidate, nowMs);
      followed.push(track);
      return track;
    },
    confirm,
    drop(track) {
      followed = followed.filter((other) => other !== track);
    },
    takeEnded() {
      const taken = ended;
      ended = [];
      return taken;
    },
    get followed() {
      return followed;
    },
    get nearlyConfirmed() {
      return followed.filter((track) => track.isSeen && mayConfirm(track, HITS - 1));
    },
    finish: endAll,
  };
}

function isLost({ number, misses, lastSeenMs, box }: Track, nowMs: number, frame: FrameSize): boolean {
  if (misses === 0) return false;
  if (number === null || isOutside(box, frame)) return true;
  return misses > COASTING_FRAMES && nowMs - lastSeenMs > COASTING_MS;
}

/** Who is still coming in is not known again yet, nor counted. */
function isWellSeen({ hits, firstSeenMs, wholeBox }: Track, nowMs: number, least = HITS): boolean {
  return hits >= least && (wholeBox !== null || nowMs - firstSeenMs >= EDGE_MS);
}

/** Whether the middle of a box has left the frame. */
function isOutside({ x, y, width, height }: Box, frame: FrameSize): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return middleX < 0 || middleY < 0 || middleX > frame.width || middleY > frame.height;
}
