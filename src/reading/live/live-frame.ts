import type { Cover } from '../cover.ts';
import type { Box } from '../picture.ts';
import type { AgeReading, ClassReading } from '../reading.ts';

/** A face that is followed, read steadily: smoothed over its track, voted, never more often changed than twice a second. */
export interface LiveFace {
  /** Counts from 1 within one camera's session; a person who comes back within one visit keeps theirs. */
  readonly track: number;
  /** In pixels of the frame. */
  readonly box: Box;
  /** False where the face is not seen on this frame and its box is foretold. */
  readonly isSeen: boolean;
  /** Null while what hides it is in doubt. */
  readonly hidden: Cover | null;
  readonly emotion?: ClassReading;
  readonly gender?: ClassReading;
  readonly ageYears?: AgeReading;
}

/** A track that ended: its face left, or was not found again for longer than a visit allows. */
export interface EndedTrack {
  readonly face: LiveFace;
  /** On the source's clock. */
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

/** Whether the camera shows anything. `moved`: another view than the one before. */
export type SceneState = 'clear' | 'dark' | 'covered' | 'moved';

/** What is read of one frame. Holds no pixels. */
export interface LiveFrame {
  /** When the frame was taken, in milliseconds on the source's clock. */
  readonly atMs: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly scene: SceneState;
  readonly faces: readonly LiveFace[];
  readonly ended: readonly EndedTrack[];
}
