import type { FrameSource } from './frame-source.ts';
import type { RawFrame } from './pixel-formats.ts';
import { checkBytes, toPicture } from './pixel-formats.ts';

/** A camera: frames are pushed as they come, and the latest one is read. */
export interface PushedSource extends FrameSource {
  /**
   * Takes the place of a frame that nobody has read yet; never queues.
   * @param frame its bytes are the source's from now on
   * @param atMs when it was taken
   * @throws DemifaceError `mismatch` if the bytes are too few for its size
   */
  push(frame: RawFrame, atMs: number): void;
  /** No more will come: the camera was unplugged, or its window closed. */
  end(): void;
  /** How many were never read, because a later one came first. */
  readonly dropped: number;
}

/** One reader at a time. */
export function createPushedSource(): PushedSource {
  let latest: { frame: RawFrame; atMs: number } | undefined;
  let hasEnded = false;
  let dropped = 0;
  let wake: (() => void) | undefined;
  const pause = () => new Promise<void>((resolve) => (wake = resolve));
  const resume = () => wake?.();
  return {
    push(frame, atMs) {
      checkBytes(frame);
      if (latest) dropped++;
      latest = { frame, atMs };
      resume();
    },
    end() {
      hasEnded = true;
      resume();
    },
    get dropped() {
      return dropped;
    },
    async *frames(signal) {
      let pixels = new Uint8ClampedArray(0);
      signal.addEventListener('abort', resume);
      try {
        for (;;) {
          if (signal.aborted) return;
          if (latest) {
            const { frame, atMs } = latest;
            latest = undefined;
            const bytes = frame.width * frame.height * 3;
            if (pixels.length !== bytes) pixels = new Uint8ClampedArray(bytes);
            yield { picture: toPicture(frame, pixels), atMs };
          } else if (hasEnded) return;
          else await pause();
        }
      } finally {
        signal.removeEventListener('abort', resume);
      }
    },
  };
}
