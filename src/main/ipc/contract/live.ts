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
  readonly gender?: { readonly label: string; readonly confident: boolean };
  /** In years. */
  readonly ageYears?: { readonly value: number };
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
