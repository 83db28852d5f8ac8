import type { Picture } from '../runtime/picture.ts';

export interface Frame {
  /** The consumer may change its pixels; they are its own until it takes the next one. */
  readonly picture: Picture;
  /** When it was taken, in milliseconds on the source's own clock, which never goes back. */
  readonly atMs: number;
}

/** A frame of a clip that lies on the disk. */
export interface ClipFrame extends Frame {
  /** Its place in the clip, counted from 0; what cannot be read keeps its place. */
  readonly nth: number;
  /** The video, or the picture itself. */
  readonly file: string;
}

/** Where frames come from: a camera, a clip, a folder, a test. */
export interface FrameSource<F extends Frame = Frame> {
  /**
   * Frames in order of their times, the next one when it is requested. Ends when there are no more, or when the signal
   * is aborted.
   * @throws DemifaceError `missing` or `unreadable`, in the middle too
   */
  frames(signal: AbortSignal): AsyncIterable<F>;
}
