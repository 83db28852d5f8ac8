import type { Visible } from '../../../artifact/labels.ts';
import { softmaxRows } from '../../../common/math/probabilities.ts';
import type { InferenceModel } from '../../prediction/predict-picture.ts';
import { inputOf } from '../../prediction/predict-picture.ts';
import { faceSquare } from '../../runtime/crop.ts';
import { quickCut } from '../../runtime/quick-cut.ts';
import type { Box, Picture } from '../../runtime/picture.ts';
import type { Frame } from '../../sources/frame-source.ts';
import { createExponentialMean } from '../smoothing/exponential-mean.ts';
import { appearanceOf } from '../tracking/appearance.ts';
import type { Track } from '../tracking/track.ts';
import { placeTrack } from '../tracking/track.ts';
import type { Band } from './bands.ts';
import { bandProbs, shownBand } from './bands.ts';
import type { ClientExpression, FollowedFrame } from './client-frame.ts';
import { seenFace } from './frame-faces.ts';
import type { FrameFaces } from './frame-faces.ts';
import type { Identity, LossReason } from './identity-guard.ts';
import { createIdentityGuard } from './identity-guard.ts';
import { createMouthMotion } from './mouth-motion.ts';
import type { NeutralCenter } from './neutral.ts';
import { centered } from './neutral.ts';
import { createOtherFaces } from './other-faces.ts';
import { matchPatch, placePatch } from './place-patch.ts';
import type { QualityCode } from './quality.ts';
import { cropCodes, isUsable, placeCodes } from './quality.ts';
import { createRibbon } from './ribbon.ts';
import { createSuddenChange } from './sudden-change.ts';
import { createTalking } from './talking.ts';

/** Ten predictions a second, where the camera's frames come so often. */
const EVERY_MS = 100;
/** A frame that comes this much early counts as due, or 30 frames a second would give 7.5 predictions. */
const EARLY_MS = 10;

export interface FollowedClientOptions {
  /** The tracker's. */
  track: Track;
  /** The frame on which a person confirmed it. */
  frame: Frame;
  model: InferenceModel;
  visible: Visible;
  bands: readonly Band[];
}

/** The box of a headset jitters by a tenth of its width; over so long the jitter cancels out. */
const VELOCITY_HALF_LIFE_MS = 150;

type Followed = Omit<FollowedFrame, 'atMs' | 'width' | 'height'> | { state: 'lost'; reason: LossReason };

/** The face that a person confirmed, from then until it is lost. */
export interface FollowedClient {
  follow(frame: Frame, faces: FrameFaces, neutral: NeutralCenter | null): Promise<Followed>;
}

export function createFollowedClient(options: FollowedClientOptions): FollowedClient {
  return new ConfirmedFace(options);
}

class ConfirmedFace implements FollowedClient {
  readonly #options: FollowedClientOptions;
  readonly #input;
  readonly #shown;
  readonly #guard;
  readonly #ribbon;
  readonly #mouth = createMouthMotion();
  readonly #talking = createTalking();
  readonly #others;
  readonly #change = createSuddenChange();
  readonly #velocity = createExponentialMean(VELOCITY_HALF_LIFE_MS);
  #lastMs = -Infinity;
  /** What was at the face's place when it was last certain. */
  #patch;
  #light: QualityCode[] = [];

  constructor(options: FollowedClientOptions) {
    const { frame, model, bands, track } = options;
    this.#options = options;
    this.#input = inputOf(model.card);
    this.#others = createOtherFaces(this.#input.crop);
    this.#shown = { bands, confidenceThreshold: model.card.confidenceThreshold };
    this.#guard = createIdentityGuard(this.#sighting(frame.picture), frame.atMs);
    this.#ribbon = createRibbon(bands);
    this.#patch = placePatch(frame.picture, track.box);
  }

  async follow(frame: Frame, faces: FrameFaces, neutral: NeutralCenter | null): Promise<Followed> {
    const { picture, atMs } = frame;
    const { track } = this.#options;
    const sighted = track.isSeen ? this.#sighting(picture) : null;
    const match = (place: Box) => {
      const found = matchPatch(picture, place, this.#patch);
      return { ...found, appearance: appearanceOf(picture, found.box) };
    };
    const change = sighted ? this.#change.compare(picture, track.box, atMs) : 'unclear';
    const others = this.#others.of(faces, track, change === 'same');
    const identity = this.#guard.check(sighted, others, atMs, match);
    if (identity.state === 'lost') return identity;
    if (identity.state === 'certain' && identity.by === 'detector')
      this.#patch = placePatch(picture, track.box);
    const isSeen = identity.state !== 'missed';
    const isMatched = identity.state === 'certain' && identity.by === 'patch';
    // The detector leapt to a part of the headset or found nothing: the next frame is searched where the face is.
    if (isMatched || (sighted && !isSeen)) placeTrack(track, this.#guard.place);
    const { motion, box } = track;
    this.#velocity.add([motion.x.velocity / box.width, motion.y.velocity / box.width], atMs);
    if (isSeen && !(identity.state === 'doubtful' && identity.doubt === 'other-face'))
      this.#change.add(picture, box, atMs);
    const codes = this.#codesOf(identity, isSeen && change === 'changed', picture);
    let expression: ClientExpression | null = null;
    if (isUsable(codes)) {
      const motions = this.#mouth.add(picture, track.box, atMs);
      if (motions) this.#talking.add(motions);
      expression = await this.#predictIfDue(frame, neutral);
    }
    const quality = isSeen ? [...codes, ...this.#light] : codes;
    return {
      state: 'following',
      box,
      isSeen,
      others: faces.tracks.filter((other) => other !== track).map(seenFace),
      quality,
      isUsable: isUsable(quality),
      talkingSinceMs: this.#talking.sinceMs(atMs),
      expression,
      ribbon: this.#ribbon.at(atMs),
    };
  }

  #sighting(picture: Picture) {
    const { box } = this.#options.track;
    return { box, appearance: appearanceOf(picture, box) };
  }

  /** Measures light and predicts the expression, where that is due. */
  async #predictIfDue(
    { picture, atMs }: Frame,
    neutral: NeutralCenter | null,
  ): Promise<ClientExpression | null> {
    if (atMs - this.#lastMs < EVERY_MS - EARLY_MS) return null;
    this.#lastMs = atMs;
    const { track, visible, bands, model } = this.#options;
    const { card, predictor } = model;
    const input = this.#input;
    const square = faceSquare(track.box, input.crop);
    const gray = await quickCut(picture, square, { ...input, color: 'gray' });
    this.#light = cropCodes(gray, input.size, visible);
    if (!isUsable(this.#light)) return null;
    const logits = await predictor.predict([await quickCut(picture, square, input)], visible);
    const raw = softmaxRows(logits, card.labels!.length, card.temperature);
    const probs = neutral ? centered(raw, neutral, this.#shown) : raw;
    this.#ribbon.add(probs, atMs);
    return { raw, centered: probs, shown: shownBand(bandProbs(bands, probs), card) };
  }

  #codesOf(
    identity: Exclude<Identity, { state: 'lost' }>,
    isChanged: boolean,
    picture: Picture,
  ): QualityCode[] {
    if (identity.state === 'missed') return ['not-seen'];
    const [across = 0, down = 0] = this.#velocity.values;
    const place = placeCodes(this.#options.track.box, picture, Math.hypot(across, down));
    if (identity.state === 'doubtful') return [identity.doubt, ...place];
    return isChanged ? ['unlike', ...place] : place;
  }
}
