import type { OcclusionLabel, Visible } from '../../artifact/labels.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { Box } from '../runtime/picture.ts';
import type { AgePrediction } from './face-prediction.ts';
import type { CustomPrediction } from './custom-tasks.ts';
import type { ClassPrediction } from '../runtime/class-prediction.ts';

/** The models' predictions for a face on one frame alone, before smoothing; tasks that were not predicted on it are left out. */
export interface FramePrediction {
  /** Calibrated. */
  readonly occlusion?: Readonly<Record<OcclusionLabel, number>>;
  /** What the models read of the face. */
  readonly visible?: Visible;
  readonly expression?: FrameClass;
  readonly gender?: FrameClass;
  readonly ageYears?: AgePrediction;
  /** Of the user's own tasks, by title. */
  readonly custom?: Readonly<Record<string, FrameClass>>;
}

/** Probabilities by label, as the model has them and calibrated. */
export interface FrameClass {
  readonly raw: Readonly<Record<string, number>>;
  readonly calibrated: Readonly<Record<string, number>>;
}

/** A face that is followed, read steadily: smoothed over its track, voted, never more often changed than twice a second. */
export interface LiveFace {
  /** Counts from 1 within one camera's session; a person who comes back within one visit keeps theirs. */
  readonly track: number;
  /** In pixels of the frame. */
  readonly box: Box;
  /** 0 to 1: how sure the detector is, at its best so far, that this is a face; in recordings on the frame where it was seen. */
  readonly score: number;
  /** False where the face is not seen on this frame and its box is predicted. */
  readonly isSeen: boolean;
  /** Null while the occlusion is uncertain. */
  readonly occlusion: Occlusion | null;
  readonly expression?: ClassPrediction;
  readonly gender?: ClassPrediction;
  readonly ageYears?: AgePrediction;
  /** For the tasks of the user's own, by title; left out where there are none. */
  readonly custom?: readonly CustomPrediction[];
  /** Only for recordings. */
  readonly onThisFrame?: FramePrediction;
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
