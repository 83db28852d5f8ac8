import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box, FrameSize } from '../../runtime/picture.ts';
import type { BoxMotion } from './box-motion.ts';
import { boxOf, updateMotion, squaredMahalanobis, motionOf } from './box-motion.ts';
import type { AppearanceDescriptor } from './appearance.ts';
import { blendAppearances, appearanceDistance } from './appearance.ts';

/** A face that was found on a frame. */
export interface Candidate {
  readonly box: Box;
  /** 0 to 1, the detector's. */
  readonly score: number;
  readonly appearance: AppearanceDescriptor;
}

/** One face over several frames. */
export interface Track {
  /** Null until it was seen often enough to be confirmed. */
  number: number | null;
  motion: BoxMotion;
  /** Where it is, or is predicted to be. */
  box: Box;
  /** The last one that lay wholly within the frame: on the edge boxes shrink. */
  wholeBox: Box | null;
  isSeen: boolean;
  appearance: AppearanceDescriptor;
  /** The detector's best so far. */
  score: number;
  /** Of the frame on which it was seen last. */
  scoreThen: number;
  hits: number;
  /** Frames since it was seen. */
  misses: number;
  readonly firstSeenMs: number;
  lastSeenMs: number;
  /** How long, since it was seen last, the camera gave no frames: no time away. */
  unwatchedMs: number;
}

/** A box that fits so badly and hardly overlaps is another face: twice the 99 % of `misfit`, for heads that jerk. */
const WORST_MISFIT = 27;
const MIN_OVERLAP = 0.25;
/** Looks that differ by this much cost as much as the worst place. */
const OTHER_LOOK = 0.12;
/** How much of a look is renewed each time that its face is seen by itself. */
const RENEWED = 0.1;
/** What a pair may cost at most: the worst place and a look that differs twice as much as another's does. */
export const MAX_MATCH_COST = 3;

export function newTrack({ box, appearance, score }: Candidate, atMs: number): Track {
  return {
    number: null,
    motion: motionOf(box),
    box,
    wholeBox: null,
    isSeen: true,
    appearance,
    score,
    scoreThen: score,
    hits: 1,
    misses: 0,
    firstSeenMs: atMs,
    lastSeenMs: atMs,
    unwatchedMs: 0,
  };
}

/** What it costs to take a candidate for a track's face: under `MAX_MATCH_COST`, Infinity where it cannot be. */
export function matchCost(track: Track, { box, appearance }: Candidate): number {
  const place = Math.min(
    squaredMahalanobis(track.motion, box) / WORST_MISFIT,
    (1 - intersectionOverUnion(track.box, box)) / (1 - MIN_OVERLAP),
  );
  if (place >= 1) return Infinity;
  const difference = appearanceDistance(track.appearance, appearance) ?? OTHER_LOOK / 2;
  return place + Math.min(1.99, difference / OTHER_LOOK);
}

export interface TrackObservation {
  atMs: number;
  /** False where other faces are so near that what shows may be theirs. */
  isAlone: boolean;
  /** It was seen so long ago that its motion no longer predicts its position. */
  isApart: boolean;
  frame: FrameSize;
}

export function updateTrack(
  track: Track,
  { box, appearance, score }: Candidate,
  { atMs, isAlone, isApart, frame }: TrackObservation,
): void {
  track.motion = isApart ? motionOf(box) : updateMotion(track.motion, box);
  track.box = boxOf(track.motion);
  track.isSeen = true;
  track.score = Math.max(track.score, score);
  track.scoreThen = score;
  track.hits++;
  track.misses = 0;
  track.lastSeenMs = atMs;
  track.unwatchedMs = 0;
  if (isWithin(track.box, frame)) track.wholeBox = track.box;
  if (isAlone) track.appearance = blendAppearances(track.appearance, appearance, RENEWED);
}

/** Brings a track to frames of another size; its motion begins anew. */
export function resizeTrack(track: Track, across: number, down: number): void {
  const resized = ({ x, y, width, height }: Box): Box => {
    return { x: x * across, y: y * down, width: width * across, height: height * down };
  };
  track.wholeBox = track.wholeBox && resized(track.wholeBox);
  placeTrack(track, resized(track.box));
}

/** Puts a track to a place, where its motion begins anew. */
export function placeTrack(track: Track, box: Box): void {
  track.box = box;
  track.motion = motionOf(box);
}

function isWithin({ x, y, width, height }: Box, frame: FrameSize): boolean {
  return x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height;
}
