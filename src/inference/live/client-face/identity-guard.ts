import type { Box } from '../../runtime/picture.ts';
import type { AppearanceDescriptor } from '../tracking/appearance.ts';
import { createExponentialMean } from '../smoothing/exponential-mean.ts';
import { appearanceDistance, blendAppearances, matchExposure } from '../tracking/appearance.ts';
import type { Others } from './other-faces.ts';
import type { PlaceMatch } from './place-patch.ts';
import { createNearbyFace, distance, MAX_UNSEEN_MS } from './nearby-face.ts';

/**
 * Why the confirmed face is lost. `gap`: its place shows something else, or it was not seen for too long. `jump`: it is
 * elsewhere or of another size. `appearance`: it has looked different for too long. `ambiguous`: another face was so near
 * that it may have taken its place.
 */
export type LossReason = 'gap' | 'jump' | 'appearance' | 'ambiguous';

/** The result of one frame for the confirmed face's identity. */
export type Identity =
  /** `patch`: the detector missed it, and its place shows the same as just before. */
  | { readonly state: 'certain'; readonly by: 'detector' | 'patch' }
  /** It may be another face or hidden by one: nothing is predicted, but it is followed. */
  | { readonly state: 'doubtful'; readonly doubt: 'other-face' | 'unlike' }
  | { readonly state: 'missed' }
  | { readonly state: 'lost'; readonly reason: LossReason };

/** Where a face is seen and how it looks there. */
export interface FaceObservation {
  readonly box: Box;
  readonly appearance: AppearanceDescriptor;
}

/** Decides frame by frame whether the face that is followed is still the one that a person confirmed. */
export interface IdentityGuard {
  /**
   * @param client the confirmed face's sighting; null: not seen
   * @param others all other faces of the frame
   * @param match where, near a place, the picture is most like the face when the detector found it last, and how like
   */
  check(
    client: FaceObservation | null,
    others: Others,
    atMs: number,
    match: (place: Box) => PlaceMatch & FaceObservation,
  ): Identity;
  /** Where the confirmed face is, or was seen last. */
  readonly place: Box;
}

/** Unseen for longer, also where the frames stopped, somebody else may sit there: a person confirms again. */
const MAX_GAP_MS = 2000;
/** After a longer time without a frame the face counts as missed: what was there in between was not seen. */
const MAX_FRAME_MS = 250;
/**
 * Least likeness of a place to the face as it was when it was certain last, −1 to 1. A face that is not found is there as
 * long as its place is so like it, and one that was missed is the same again. Of ten real headsets that moved, 99 of 100
 * frames reached 0.67 after half a second and 0.65 after two; where they had been, a room without them 0.55 at most, another
 * person with a headset 0.64 at most and 0.34 at the median. A head that turns far away is lost: it looks like another one.
 */
const LIKE = 0.6;
/**
 * From this likeness on, and for so long at most, the face is where the patch fits, if it looks the same there too: the
 * detector leaps or slides to parts of a headset, or misses it. Of such frames most reach 0.95.
 * A track that is not seen for longer ends.
 */
const SAME = { likeness: 0.85, mostMs: 800 };
/** From one sighting to the next the middle may move by so much of the width: 15 widths a second at 30 frames. */
const MAX_MOVE = 0.5;
/** Logarithm of how much wider or narrower than its usual width it may be: what is half as wide is a part of it. */
const MAX_GROWTH = 0.35;
/** The usual width follows a person who leans back or forth. */
const WIDTH_HALF_LIFE_MS = 3000;
/** A box that leaps to a part of the headset and back is a fault of the detector; one that stays away is another face. */
const MAX_JUMP_MS = 700;

/**
 * Difference of the appearance descriptors, 0 to 1, from which on the face may be another one. Of ten real headsets that
 * moved, 98 of 100 frames differed by less than 0.04 to 0.11; another face in the same place by 0.17 and more.
 */
const UNLIKE = 0.11;
/** How long it may look different: a hand before the face is gone by then. */
const MAX_UNLIKE_MS = 1000;
/** The first sightings, jitter and all, make the reference. */
const REFERENCE_SIGHTINGS = 10;
/** Then it follows slow changes of light; a person who takes the place within seconds does not enter it. */
const REFERENCE_HALF_LIFE_MS = 20_000;

export function createIdentityGuard(confirmed: FaceObservation, confirmedMs: number): IdentityGuard {
  const looks = createReference(confirmed.appearance, confirmedMs);
  const rival = createNearbyFace();
  const logWidth = createExponentialMean(WIDTH_HALF_LIFE_MS);
  logWidth.add([Math.log(confirmed.box.width)], confirmedMs);
  let last = { box: confirmed.box, atMs: confirmedMs };
  let placedMs = confirmedMs;
  let frameMs = confirmedMs;
  let likeMs = confirmedMs;
  let isReturning = false;

  const isElsewhere = (box: Box) =>
    distance(last.box, box) > MAX_MOVE || Math.abs(Math.log(box.width) - logWidth.values[0]!) > MAX_GROWTH;

  return {
    get place() {
      return last.box;
    },
    check(client, others, atMs, match) {
      const missedMs = atMs - last.atMs;
      if (missedMs > MAX_GAP_MS) return { state: 'lost', reason: 'gap' };
      if (atMs - frameMs > MAX_FRAME_MS) isReturning = true;
      frameMs = atMs;
      const isSame = ({ likeness, appearance }: PlaceMatch & FaceObservation) =>
        likeness >= SAME.likeness && looks.difference(appearance) < UNLIKE;
      let rivals = rival.observe(client?.box ?? last.box, others.faces, atMs);
      if (rivals === 'vanished') {
        // A box that the detector made for some frames alone leaves the picture as it was.
        if (!isSame(match(client?.box ?? last.box))) return { state: 'lost', reason: 'ambiguous' };
        rival.forget();
        rivals = 'none';
      }
      const isSighted = client !== null && !isElsewhere(client.box);
      const isLike =
        isSighted &&
        looks.difference(client.appearance) < UNLIKE &&
        !(isReturning && match(client.box).likeness < LIKE);
      const isAlone = rivals === 'none' && !others.isCovered;
      if (!isLike && isAlone && !isReturning && missedMs <= SAME.mostMs) {
        const same = match(last.box);
        if (isSame(same)) {
          last = { ...last, box: same.box };
          likeMs = placedMs = atMs;
          return { state: 'certain', by: 'patch' };
        }
      }
      if (!isSighted) {
        if (rivals === 'near' && missedMs > MAX_UNSEEN_MS) return { state: 'lost', reason: 'ambiguous' };
        if (client && atMs - placedMs > MAX_JUMP_MS) return { state: 'lost', reason: 'jump' };
        isReturning = true;
        return match(last.box).likeness < LIKE ? { state: 'lost', reason: 'gap' } : { state: 'missed' };
      }
      last = { box: client.box, atMs };
      placedMs = atMs;
      logWidth.add([Math.log(client.box.width)], atMs);
      if (isLike) likeMs = atMs;
      else if (atMs - likeMs > MAX_UNLIKE_MS) return { state: 'lost', reason: 'appearance' };
      // What is left in view then has to look as the client did.
      if (others.isCovered) isReturning = true;
      if (!isAlone) return { state: 'doubtful', doubt: 'other-face' };
      if (!isLike) return { state: 'doubtful', doubt: 'unlike' };
      isReturning = false;
      looks.add(client.appearance, atMs);
      return { state: 'certain', by: 'detector' };
    },
  };
}

/** The appearance that the confirmed face is compared with. */
function createReference(first: AppearanceDescriptor, firstMs: number) {
  let reference = first;
  let sightings = 1;
  let lastMs = firstMs;
  return {
    /** 0 to 1, apart from brightness; 0 where both have too little in common to say. */
    difference: (now: AppearanceDescriptor) =>
      appearanceDistance(reference, matchExposure(now, reference)) ?? 0,
    add(now: AppearanceDescriptor, atMs: number) {
      const slow = 1 - 0.5 ** ((atMs - lastMs) / REFERENCE_HALF_LIFE_MS);
      reference = blendAppearances(reference, now, sightings < REFERENCE_SIGHTINGS ? 1 / ++sightings : slow);
      lastMs = atMs;
    },
  };
}
