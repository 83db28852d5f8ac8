import type { Visible } from '../../../artifact/labels.ts';
import { softmaxRows } from '../../../common/math/probabilities.ts';
import type { InferenceModel } from '../../prediction/predict-picture.ts';
import { inputOf } from '../../prediction/predict-picture.ts';
import { faceSquare } from '../../runtime/crop.ts';
import { quickCut } from '../../runtime/quick-cut.ts';
import type { Frame } from '../../sources/frame-source.ts';
import type { Candidate, Track } from '../tracking/track.ts';
import type { Band } from './bands.ts';
import { bandProbs, shownBand } from './bands.ts';
import type { ClientExpression, FollowedFrame } from './client-frame.ts';
import { candidateOf, seenFace } from './frame-faces.ts';
import type { FrameFaces } from './frame-faces.ts';
import type { Identity, LossReason } from './identity-guard.ts';
import { createIdentityGuard } from './identity-guard.ts';
import { createMouthMotion } from './mouth-motion.ts';
import type { NeutralCenter } from './neutral.ts';
import { centered } from './neutral.ts';
import type { QualityCode } from './quality.ts';
import { cropCodes, isUsable, placeCodes } from './quality.ts';
import { createRibbon } from './ribbon.ts';
import { createTalking } from './talking.ts';

/** Ten predictions a second, where the camera's frames come so often. */
const EVERY_MS = 100;
/** A frame that comes this much early counts as due, or 30 frames a second would give 7.5 predictions. */
const EARLY_MS = 10;

export interface FollowedClientOptions {
  /** The tracker's, and what was found of it on the frame on which it was confirmed. */
  track: Track;
  candidate: Candidate;
  atMs: number;
  model: InferenceModel;
  visible: Visible;
  bands: readonly Band[];
}

type Followed = Omit<FollowedFrame, 'atMs' | 'width' | 'height'> | { state: 'lost'; reason: LossReason };

/** The face that a person confirmed, from then until it is lost. */
export interface FollowedClient {
  follow(frame: Frame, faces: FrameFaces, neutral: NeutralCenter | null): Promise<Followed>;
}

export function createFollowedClient({
  track,
  candidate,
  atMs: confirmedMs,
  model: { card, predictor },
  visible,
  bands,
}: FollowedClientOptions): FollowedClient {
  const guard = createIdentityGuard(candidate, confirmedMs);
  const ribbon = createRibbon(bands);
  const mouth = createMouthMotion();
  const talking = createTalking();
  const input = inputOf(card);
  let lastMs = -Infinity;
  let light: QualityCode[] = [];

  async function predict(pixels: Uint8Array, neutral: NeutralCenter | null): Promise<ClientExpression> {
    const logits = await predictor.predict([pixels], visible);
    const raw = softmaxRows(logits, card.labels!.length, card.temperature);
    const probs = neutral ? centered(raw, neutral) : raw;
    return { raw, centered: probs, shown: shownBand(bandProbs(bands, probs), card) };
  }

  return {
    async follow({ picture, atMs }, faces, neutral) {
      const now = track.isSeen ? (candidateOf(faces, track) ?? null) : null;
      const others = faces.candidates.filter((other) => other !== now);
      const identity = guard.check(now, others, atMs);
      if (identity.state === 'lost') return identity;
      const speed = Math.hypot(track.motion.x.velocity, track.motion.y.velocity) / track.box.width;
      const codes = [...identityCodes(identity), ...(now ? placeCodes(track.box, picture, speed) : [])];
      let expression: ClientExpression | null = null;
      if (isUsable(codes)) {
        const energy = mouth.add(picture, track.box, atMs);
        if (energy !== null) talking.add(energy, atMs);
        if (atMs - lastMs >= EVERY_MS - EARLY_MS) {
          lastMs = atMs;
          const square = faceSquare(track.box, input.crop);
          light = cropCodes(
            await quickCut(picture, square, { ...input, color: 'gray' }),
            input.size,
            visible,
          );
          if (isUsable(light)) {
            expression = await predict(await quickCut(picture, square, input), neutral);
            ribbon.add(expression.centered, atMs);
          }
        }
      }
      const quality = [...codes, ...(now ? light : [])];
      return {
        state: 'following',
        box: track.box,
        isSeen: now !== null,
        others: faces.tracks.filter((other) => other !== track).map(seenFace),
        quality,
        isUsable: isUsable(quality),
        isTalking: talking.isTalking,
        expression,
        ribbon: ribbon.at(atMs),
      };
    },
  };
}

function identityCodes(identity: Exclude<Identity, { state: 'lost' }>): QualityCode[] {
  if (identity.state === 'missed') return ['not-seen'];
  return identity.state === 'doubtful' ? [identity.doubt] : [];
}
