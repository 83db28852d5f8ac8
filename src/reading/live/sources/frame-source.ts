import type { Picture } from '../../picture.ts';

export interface Frame {
  /** Whoever takes the frame may change its pixels; they are its own until it asks for the next one. */
  readonly picture: Picture;
  /** When it was taken, in milliseconds on the source's own clock, which never goes back. */
  readonly atMs: number;
}

/** Where frames come from: a camera, a clip, a folder, a test. */
export interface FrameSource {
  /**
   * Frames in order of their times, the next one when it is asked for. Ends when there are no more, or when the signal
   * is aborted.
   * @throws DemifaceError `missing` or `unreadable`, in the middle too
   */
  frames(signal: AbortSignal): AsyncIterable<Frame>;
}
