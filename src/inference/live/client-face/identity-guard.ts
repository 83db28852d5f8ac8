import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box } from '../../runtime/picture.ts';
import type { AppearanceDescriptor } from '../tracking/appearance.ts';
import { appearanceDistance, blendAppearances, matchExposure } from '../tracking/appearance.ts';
import type { Candidate } from '../tracking/track.ts';

/**
 * Why the confirmed face is lost. `gap`: not seen for too long. `jump`: it is suddenly elsewhere or of another size.
 * `appearance`: it has looked different for too long. `ambiguous`: another face was so near that it may have taken its place.
 */
export type LossReason = 'gap' | 'jump' | 'appearance' | 'ambiguous';

/** What one frame says of the confirmed face's identity. */
export type Identity =
  | { readonly state: 'certain' }
  /** It may be another face or hidden by one: nothing is predicted, but it is followed. */
  | { readonly state: 'doubtful'; readonly doubt: 'other-face' | 'unlike' }
  | { readonly state: 'missed' }
  | { readonly state: 'lost'; readonly reason: LossReason };

/** Decides frame by frame whether the face that is followed is still the one that a person confirmed. */
export interface IdentityGuard {
  /**
   * @param client what was found of the confirmed face; null: nothing
   * @param others every other face of the frame
   * @param isSearched whether the whole frame was searched for other faces
   */
  check(client: Candidate | null, others: readonly Candidate[], atMs: number): Identity;
}

/** Unseen for longer, somebody else may sit there: a person confirms again. */
const MOST_GAP_MS = 2000;
/** After a miss of up to this long the face may have moved on; after a longer one it must be where it was. */
const SHORT_GAP_MS = 1000;
/** Widths of the face that its middle may move from one sighting to the next: at once, and per second. */
const MOVE = 0.5;
const MOVES_PER_SECOND = 4;
/** Logarithm of how much larger or smaller it may be, likewise. */
const GROWTH = 0.35;
const GROWTH_PER_SECOND = 0.5;
/** After a long miss: where it was, in widths. */
const SAME_PLACE = 0.5;

/** Less is a shape in the background that the detector takes for a face now and then. */
const OTHER_SCORE = 0.3;
/** Two faces whose middles are nearer than this, in mean widths, may hide parts of each other. */
const NEAR = 1.25;
/** Boxes that share more than this cover each other. */
const COVERS = 0.05;
/** A face that was last seen near, without covering, and is not seen for so long may stand in the client's place. */
const VANISHED_MS = 500;

/** Mean difference of the appearance descriptors, 0 to 1, from which on the face may be another one. */
const UNLIKE = 0.09;
/** How long it may look different: a hand before the face is gone by then. */
const MOST_UNLIKE_MS = 1000;
/** The reference follows slow changes of light; a person who takes the place within seconds does not enter it. */
const REFERENCE_HALF_LIFE_MS = 20_000;

export function createIdentityGuard(confirmed: Candidate, confirmedMs: number): IdentityGuard {
  let reference: AppearanceDescriptor = confirmed.appearance;
  let last = { box: confirmed.box, atMs: confirmedMs };
  let other: { box: Box; atMs: number; covers: boolean } | null = null;
  let likeMs = confirmedMs;

  /** Whether another face that was near is gone from view, so that the one that is seen may be either. */
  function isAmbiguous(nearest: Candidate | undefined, atMs: number): boolean {
    if (other === null || nearest) return false;
    return other.covers || atMs - other.atMs > VANISHED_MS;
  }

  function check(client: Candidate | null, others: readonly Candidate[], atMs: number): Identity {
    const place = client?.box ?? last.box;
    const rivals = others.filter(({ score }) => score >= OTHER_SCORE);
    const near = rivals.filter(({ box }) => distance(place, box) < NEAR);
    if (isAmbiguous(near[0] ?? movedAway(rivals), atMs)) return { state: 'lost', reason: 'ambiguous' };
    other = nearestOf(near, place, atMs) ?? (other && !movedAway(rivals) ? other : null);
    if (!client) {
      if (other && atMs - last.atMs > VANISHED_MS) return { state: 'lost', reason: 'ambiguous' };
      return atMs - last.atMs > MOST_GAP_MS ? { state: 'lost', reason: 'gap' } : { state: 'missed' };
    }
    if (isJump(last, { box: client.box, atMs })) return { state: 'lost', reason: 'jump' };
    const sinceMs = atMs - last.atMs;
    last = { box: client.box, atMs };
    const isLike = differenceOf(reference, client.appearance) < UNLIKE;
    if (isLike) likeMs = atMs;
    else if (atMs - likeMs > MOST_UNLIKE_MS) return { state: 'lost', reason: 'appearance' };
    if (other) return { state: 'doubtful', doubt: 'other-face' };
    if (!isLike) return { state: 'doubtful', doubt: 'unlike' };
    reference = blendAppearances(reference, client.appearance, 1 - 0.5 ** (sinceMs / REFERENCE_HALF_LIFE_MS));
    return { state: 'certain' };
  }

  /** The face that was near and is now seen further away. */
  const movedAway = (rivals: readonly Candidate[]) =>
    other === null ? undefined : rivals.find(({ box }) => distance(other!.box, box) < NEAR);

  return { check };
}

function nearestOf(near: readonly Candidate[], place: Box, atMs: number) {
  const [nearest] = near.toSorted((a, b) => distance(place, a.box) - distance(place, b.box));
  return nearest && { box: nearest.box, atMs, covers: intersectionOverUnion(place, nearest.box) > COVERS };
}

/** Between two middles, in mean widths. */
function distance(a: Box, b: Box): number {
  const [dx, dy] = [a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2];
  return (2 * Math.hypot(dx, dy)) / (a.width + b.width);
}

interface Sighting {
  box: Box;
  atMs: number;
}

function isJump(before: Sighting, now: Sighting): boolean {
  const sinceMs = now.atMs - before.atMs;
  const moved = distance(before.box, now.box);
  const grown = Math.abs(Math.log(now.box.width / before.box.width));
  if (sinceMs > SHORT_GAP_MS) return moved > SAME_PLACE || grown > GROWTH;
  const seconds = sinceMs / 1000;
  return moved > MOVE + MOVES_PER_SECOND * seconds || grown > GROWTH + GROWTH_PER_SECOND * seconds;
}

/** 0 to 1, apart from brightness; 0 where the descriptors have too little in common to say. */
function differenceOf(reference: AppearanceDescriptor, now: AppearanceDescriptor): number {
  return appearanceDistance(reference, matchExposure(now, reference)) ?? 0;
}
