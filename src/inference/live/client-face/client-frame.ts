import type { Box } from '../../runtime/picture.ts';
import type { BandProb, ShownBand } from './bands.ts';
import type { LossReason } from './identity-guard.ts';
import type { QualityCode } from './quality.ts';

/** A face on a frame. While no client is confirmed, a person chooses one of these. */
export interface SeenFaceBox {
  /** Counts from 1; the same over frames for as long as the tracker follows the face. */
  readonly track: number;
  /** In pixels of the frame. */
  readonly box: Box;
  /** 0 to 1: how sure the detector is, at its best so far, that this is a face. */
  readonly score: number;
}

interface AnyFrame {
  /** When the frame was taken, in milliseconds on the source's clock. */
  readonly atMs: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** No face is confirmed, or it was lost: nothing is predicted. */
export interface UnconfirmedFrame extends AnyFrame {
  readonly state: 'unconfirmed' | 'lost';
  /** Why the confirmed face was lost; null while none was confirmed. */
  readonly reason: LossReason | null;
  readonly faces: readonly SeenFaceBox[];
}

/** The confirmed face is followed; it may be hidden for a moment. */
export interface FollowedFrame extends AnyFrame {
  readonly state: 'following';
  /** Where it is, or is predicted to be, in pixels. */
  readonly box: Box;
  readonly isSeen: boolean;
  /** Faces that are not the client's. Nothing is predicted of them. */
  readonly others: readonly SeenFaceBox[];
  /** What is wrong with the picture of the face; a screen turns each code into a hint. */
  readonly quality: readonly QualityCode[];
  /** Whether a prediction of this frame counts: seen, alone, and no code of `quality` forbids it. */
  readonly isUsable: boolean;
  /**
   * Since when the mouth moves as in talking, which is noticed about a second later: readings from then on are of talking too,
   * and summaries leave them out. Null: nobody talks.
   */
  readonly talkingSinceMs: number | null;
  /** Null on frames on which nothing was predicted: not usable, or the last prediction is less than 100 ms old. */
  readonly expression: ClientExpression | null;
  /** Smoothed probabilities of the bands; null where the ribbon has a gap. */
  readonly ribbon: readonly BandProb[] | null;
}

export type ClientFrame = UnconfirmedFrame | FollowedFrame;

/** The prediction of the client's expression on one frame. Probabilities in the order of `EXPRESSIONS`. */
export interface ClientExpression {
  /** Calibrated, before re-centering. */
  readonly raw: Float32Array;
  /** Calibrated and re-centered; equal to `raw` without a neutral phase. */
  readonly centered: Float32Array;
  /** The band with the highest centered probability. */
  readonly shown: ShownBand;
}
