import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box, FrameSize } from '../../runtime/picture.ts';
import { assign } from './assign.ts';
import { boxOf, predictMotion } from './box-motion.ts';
import { reidentify } from './reidentify.ts';
import type { Candidate, Track } from './track.ts';
import { matchCost, newTrack, resizeTrack, updateTrack, MAX_MATCH_COST } from './track.ts';

/** Follows faces from frame to frame, by boxes and appearance descriptors alone. */
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
/** A face that stays at the frame's edge is confirmed after so long. */
const EDGE_MS = 1000;
/** In recordings: over so long, motion between two pictures does not predict the second one. */
export const MAX_MOTION_GAP_MS = 500;
/** Over a gap in the frames that is longer than this no face is followed: the camera was gone. */
const GAP_MS = 3000;
/** So much of such gaps, as of a camera that hung and was opened again, is no time away. */
const MAX_UNWATCHED_MS = 30_000;
/** Faces that share this much of their places may be taken for each other. */
const NEAR = 0.05;
/** Logarithm of the ratio of two shapes that differ by rounding alone. */
const SAME_SHAPE = 0.02;

export function createTracker(options: TrackerOptions = {}): Tracker {
  return new FaceTracker(options);
}

class FaceTracker implements Tracker {
  readonly #visitMs: number;
  readonly #isFace: (track: Track) => boolean;
  readonly #isRecording: boolean;
  #followed: Track[] = [];
  #away: Track[] = [];
  #ended: Track[] = [];
  #lastNumber = 0;
  #nowMs = 0;
  #size: FrameSize | undefined;

  constructor({ visitMs = 8000, isFace = () => true, isRecording = false }: TrackerOptions) {
    this.#visitMs = visitMs;
    this.#isFace = isFace;
    this.#isRecording = isRecording;
  }

  get followed(): readonly Track[] {
    return this.#followed;
  }
  get nearlyConfirmed(): readonly Track[] {
    return this.#followed.filter((track) => track.isSeen && this.#mayConfirm(track, HITS - 1));
  }

  predict(atMs: number, { width, height }: FrameSize): readonly Track[] {
    const before = this.#size;
    if (before && (before.width !== width || before.height !== height))
      this.#resize(width / before.width, height / before.height);
    this.#size = { width, height };
    const seconds = Math.max(0, atMs - this.#nowMs) / 1000;
    this.#nowMs = atMs;
    this.#leaveOverGap(1000 * seconds);
    for (const track of this.#followed) {
      track.motion = predictMotion(track.motion, seconds);
      track.box = boxOf(track.motion);
    }
    return this.#followed;
  }

  update(candidates: readonly Candidate[], frame: FrameSize): Candidate[] {
    const columns = assign(
      this.#followed.map((track) => candidates.map((candidate) => matchCost(track, candidate))),
      MAX_MATCH_COST,
    );
    const atMs = this.#nowMs;
    this.#followed.forEach((track, i) => {
      const column = columns[i]!;
      if (column === null) miss(track);
      else {
        const isApart = this.#isRecording && atMs - track.lastSeenMs >= MAX_MOTION_GAP_MS;
        updateTrack(track, candidates[column]!, { atMs, isAlone: this.#isAlone(track), isApart, frame });
      }
    });
    const gone = this.#followed.filter((track) => isLost(track, atMs, frame));
    this.#followed = this.#followed.filter((track) => !gone.includes(track));
    this.#away.push(...gone.filter(({ number }) => number !== null));
    this.confirm();
    this.#ended.push(...this.#away.filter((track) => this.#isOver(track)));
    this.#away = this.#away.filter((track) => !this.#isOver(track));
    return candidates.filter((_, j) => !columns.includes(j));
  }

  begin(candidate: Candidate): Track {
    const track = newTrack(candidate, this.#nowMs);
    this.#followed.push(track);
    return track;
  }

  confirm(): void {
    for (const track of this.#followed.filter((each) => this.#mayConfirm(each) && this.#isFace(each)))
      this.#assignNumber(track);
  }

  drop(track: Track): void {
    this.#followed = this.#followed.filter((other) => other !== track);
  }

  takeEnded(): Track[] {
    const taken = this.#ended;
    this.#ended = [];
    return taken;
  }

  finish(): void {
    this.#ended.push(...this.#away, ...this.#followed.filter(({ number }) => number !== null));
    [this.#away, this.#followed] = [[], []];
  }

  /** Brings all tracks to frames of another size. */
  #resize(across: number, down: number): void {
    if (Math.abs(Math.log(across / down)) > SAME_SHAPE) this.finish();
    else for (const track of [...this.#followed, ...this.#away]) resizeTrack(track, across, down);
  }

  #isOver({ lastSeenMs, unwatchedMs }: Track): boolean {
    return this.#nowMs - lastSeenMs - unwatchedMs > this.#visitMs;
  }

  /** After a long gap the place of a face cannot be predicted. In recordings pictures may be that far apart. */
  #leaveOverGap(sinceFrameMs: number): void {
    const known = this.#followed.filter(({ lastSeenMs }) => this.#nowMs - lastSeenMs <= GAP_MS);
    this.#away.push(...this.#followed.filter((track) => track.number !== null && !known.includes(track)));
    this.#followed = known;
    if (this.#isRecording || sinceFrameMs <= GAP_MS) return;
    for (const track of this.#away)
      if (track.unwatchedMs + sinceFrameMs <= MAX_UNWATCHED_MS) track.unwatchedMs += sinceFrameMs;
  }

  #isAlone(track: Track): boolean {
    return this.#followed.every(
      (other) => other === track || intersectionOverUnion(other.box, track.box) < NEAR,
    );
  }

  /** Confirms a track: a number of its own, or its face goes on as the track it had before. */
  #assignNumber(track: Track): void {
    const lost = this.#followed.filter((other) => other.number !== null && !other.isSeen);
    const before = reidentify(track, [...this.#away, ...lost], this.#nowMs);
    if (!before) {
      track.number = ++this.#lastNumber;
      return;
    }
    const { motion, box, wholeBox, appearance, scoreThen, hits, lastSeenMs } = track;
    const seenNow = { scoreThen, hits, lastSeenMs, unwatchedMs: 0, isSeen: true, misses: 0 };
    Object.assign(before, { motion, box, wholeBox, appearance, ...seenNow });
    this.#away = this.#away.filter((other) => other !== before);
    // A lost track is still among those that are followed: it takes the new one's place and leaves its own.
    this.#followed = this.#followed
      .filter((other) => other !== before)
      .map((other) => (other === track ? before : other));
  }

  #mayConfirm(track: Track, least?: number): boolean {
    if (track.number !== null) return false;
    return this.#isRecording ? track.isSeen : isWellSeen(track, this.#nowMs, least);
  }
}

function miss(track: Track): void {
  track.isSeen = false;
  track.misses++;
}

function isLost({ number, misses, lastSeenMs, box }: Track, nowMs: number, frame: FrameSize): boolean {
  if (misses === 0) return false;
  if (number === null || isOutside(box, frame)) return true;
  return misses > COASTING_FRAMES && nowMs - lastSeenMs > COASTING_MS;
}

/** A face that is still entering the frame is neither re-identified nor counted yet. */
function isWellSeen({ hits, firstSeenMs, wholeBox }: Track, nowMs: number, least = HITS): boolean {
  return hits >= least && (wholeBox !== null || nowMs - firstSeenMs >= EDGE_MS);
}

/** Whether the middle of a box has left the frame. */
function isOutside({ x, y, width, height }: Box, frame: FrameSize): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return middleX < 0 || middleY < 0 || middleX > frame.width || middleY > frame.height;
}
