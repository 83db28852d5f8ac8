import type { CodedMessage } from '../../../messages/message.ts';
import type { FaceTask, Visible } from '../../../artifact/labels.ts';
import type { ClipPurpose, PathToken, SkippedFile } from './paths.ts';

/** Whether the camera shows anything. `moved`: another view than the one before. */
export type SceneState = 'clear' | 'dark' | 'covered' | 'moved';

/** What is read of one frame of a camera. Holds no pixels. */
export interface LiveFrame {
  /** When the frame was taken, in milliseconds on the camera's clock. */
  readonly atMs: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly scene: SceneState;
  readonly faces: readonly LiveFace[];
  /** Faces that left since the frame before. */
  readonly ended: readonly { readonly face: LiveFace }[];
}

/** A face that is followed, smoothed over its track. */
export interface LiveFace {
  /** Counts from 1 within one session of the camera. */
  readonly track: number;
  /** In pixels of the frame, from its top left; may reach beyond the frame. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** False where the face is not seen on this frame and its box is predicted. */
  readonly isSeen: boolean;
  /** Which half is covered; null while that is uncertain. */
  readonly occlusion: 'none' | 'upper' | 'lower' | null;
  readonly expression?: ClassPrediction;
  readonly gender?: ClassPrediction;
  /** In years; 8 of 10 true ages lie from `low` to `high`. */
  readonly ageYears?: { readonly value: number; readonly low: number; readonly high: number };
  /** For the tasks of the user's own, by title; left out where there are none. */
  readonly custom?: readonly CustomPrediction[];
}

/** Prediction for a task of the user's own. */
export interface CustomPrediction {
  readonly title: string;
  /** Name of the model; null where no model of the task is made for what shows of the face. */
  readonly model: string | null;
  /** Null where no model is, and before its first prediction. */
  readonly prediction: ClassPrediction | null;
}

/** Output of a classifier. */
export interface ClassPrediction {
  readonly label: string;
  /** Whether its probability reaches the confidence threshold of the model's card. */
  readonly confident: boolean;
  /** Calibrated, by label. */
  readonly probs: Readonly<Record<string, number>>;
}

/** A camera's picture as the browser gives it, its rows without gaps. */
export interface CameraPixels {
  /** As browsers name it. */
  readonly format: 'I420' | 'NV12' | 'RGBA' | 'RGBX' | 'BGRA' | 'BGRX';
  readonly data: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What the Live view looks at. A camera's frames come from the page; all else is read by the core. */
export type LiveSource =
  | { kind: 'camera' }
  /** The clip that ships. */
  | { kind: 'sample' }
  /** A picture, a video, or a folder of pictures. */
  | { kind: 'clip'; path: PathToken<ClipPurpose> };

/** `auto`: predicted by the occlusion classifier; else given by the person. */
export type LiveOcclusion = 'auto' | 'none' | 'upper' | 'lower';

export interface OpenedLive extends LiveModels {
  session: number;
  /** `video`: frames one after the other, each at its own time; `pictures`: one by one, in any order. */
  mode: 'camera' | 'video' | 'pictures';
  /** Of pictures: their paths below the folder. */
  pictures: string[];
  /** What of a folder is not shown. */
  skipped: SkippedFile[];
  /** Of a video, in milliseconds, as far as its file states. */
  lengthMs: number | null;
}

/** What predicts. */
export interface LiveModels {
  models: LiveReader[];
  /** Damaged models that are not used, a sentence each. */
  leftOut: CodedMessage[];
}

/** One of the models that predict. */
export interface LiveReader {
  task: FaceTask;
  /** Of a task of the user's own; absent of others. */
  title?: string;
  visible: Visible;
  name: string;
}

/** The end of a video. */
export interface LiveEnd {
  /** What of it was not read as it is stored, or could not be decoded. */
  notes: CodedMessage[];
}

/** A picture as it is shown, with what was predicted on it; boxes are in pixels of the frame, which may be larger. */
export interface LivePicture {
  /** JPEG, or PNG for a still picture. */
  image: Uint8Array;
  frame: LiveFrame;
}

/** On which parts of a face an answer depends. */
export interface LiveExplanation {
  /** What the model takes of the picture, in pixels of the frame. */
  square: { x: number; y: number; side: number };
  /** Cells of a side. */
  side: number;
  /** side × side, row after row, 0 to 1. */
  heat: number[];
  model: string;
}
