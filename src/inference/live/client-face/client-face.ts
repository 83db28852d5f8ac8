import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { RefiningDetector } from '../../detection/detector.ts';
import type { Occlusion } from '../../occlusion/occlusion.ts';
import { VISIBLE_UNDER } from '../../occlusion/occlusion.ts';
import type { InferenceModel, PictureInference } from '../../prediction/predict-picture.ts';
import type { Box } from '../../runtime/picture.ts';
import type { Frame } from '../../sources/frame-source.ts';
import type { Band } from './bands.ts';
import { bandsOf } from './bands.ts';
import type { ClientFrame } from './client-frame.ts';
import { createFoundFaces } from './found-faces.ts';
import type { FollowedClient } from './followed-client.ts';
import { createFollowedClient } from './followed-client.ts';
import type { FrameFaces } from './frame-faces.ts';
import { chosenFace, seenFace } from './frame-faces.ts';
import type { LossReason } from './identity-guard.ts';
import type { NeutralCenter } from './neutral.ts';

export interface ClientFaceOptions {
  detector: RefiningDetector;
  /** Rules out what is no face while a person chooses; never the confirmed face. */
  occlusionClassifier?: PictureInference['occlusionClassifier'];
  /** As `PictureInference`: the expression model of the visible half is the only one that is used. */
  modelsFor: PictureInference['modelsFor'];
  /** What covers the client's face, for the whole session. */
  occlusion?: Occlusion;
}

/**
 * Measures the expression of one person whose face is partly covered, from a camera's frames. A person chooses the face;
 * from then on this face alone is predicted, until it is lost and a person confirms again. Holds pixels and appearance
 * descriptors in memory only, and none of the nets: the caller disposes them.
 */
export interface ClientFaceReader {
  /** One frame at a time: wait for the answer before the next. Gives all faces while none is confirmed. */
  process(frame: Frame): Promise<ClientFrame>;
  /**
   * Confirms the client's face, before the first prediction and again after a loss.
   * @param face the track number of a face of the last frame, or the place where a person sees it
   * @throws DemifaceError `missing` if the last frame shows no such face
   */
  confirm(face: number | Box): void;
  /** Stops predicting until a face is confirmed again. */
  release(): void;
  /** Re-centers predictions from the next one on. Null: raw ones. */
  centerBy(neutral: NeutralCenter | null): void;
  /** The bands of `ribbon` and `shown`, with the expressions that each joins. */
  readonly bands: readonly Band[];
  /** The model that predicts, with its card. */
  readonly model: InferenceModel;
}

/** @throws DemifaceError `missing` if no expression model reads the visible half */
export function createClientFaceReader({
  detector,
  occlusionClassifier,
  modelsFor,
  occlusion = 'upper',
}: ClientFaceOptions): ClientFaceReader {
  const visible = VISIBLE_UNDER[occlusion];
  const model = modelsFor(visible).find(({ card }) => card.task === 'expression');
  if (!model) throw new DemifaceError('missing', message('clientFace.noModel', { visible }));
  const bands = bandsOf(model.card);
  const found = createFoundFaces({ detector, occlusionClassifier, fixed: occlusion });
  let neutral: NeutralCenter | null = null;
  let client: FollowedClient | null = null;
  let reason: LossReason | null = null;
  let latest: { faces: FrameFaces; frame: Frame } | null = null;

  return {
    bands,
    model,
    async process(frame) {
      const faces = await found.find(frame);
      latest = { faces, frame };
      const { width, height } = frame.picture;
      const ofFrame = { atMs: frame.atMs, width, height };
      const before = client;
      if (before) {
        const followed = await before.follow(frame, faces, neutral);
        if (followed.state === 'following') return { ...ofFrame, ...followed };
        // Another face may have been confirmed meanwhile.
        if (client === before) [client, reason] = [null, followed.reason];
      }
      return {
        ...ofFrame,
        state: reason ? 'lost' : 'unconfirmed',
        reason,
        faces: faces.tracks.map(seenFace),
      };
    },
    confirm(face) {
      const track = latest && chosenFace(latest.faces, face);
      if (!track) throw new DemifaceError('missing', message('clientFace.gone'));
      found.keep(track);
      client = createFollowedClient({ track, frame: latest!.frame, model, visible, bands });
      reason = null;
    },
    release() {
      client = null;
      reason = null;
    },
    centerBy(center) {
      neutral = center;
    },
  };
}
