import type { CameraPixels } from '../../main/ipc/contract.ts';

/** A frame of a camera. */
export interface CameraFrame {
  /** When it was taken, in milliseconds on the camera's clock. */
  atMs: number;
  pixels: CameraPixels;
}

/** Chromium has it in windows; the type library has it nowhere. */
declare class MediaStreamTrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
  constructor(init: { track: MediaStreamTrack; maxBufferSize: number });
}

const FORMATS: readonly string[] = [
  'I420',
  'NV12',
  'RGBA',
  'RGBX',
  'BGRA',
  'BGRX',
] satisfies CameraPixels['format'][];

/** Without a frame for so long a camera counts as hung. Many take longer for their first one. */
export const STILL_MS = 5000;
const FIRST_MS = 15_000;

/**
 * Gives one frame after the other, always the newest: those that come while one is worked on are dropped. Ends with the
 * track, when it is aborted, or when no frame comes any more, with the track still live.
 */
export async function* framesOf(track: MediaStreamTrack, signal: AbortSignal): AsyncGenerator<CameraFrame> {
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  const cancel = () => void reader.cancel();
  signal.addEventListener('abort', cancel);
  try {
    for (let limitMs = FIRST_MS; ; limitMs = STILL_MS) {
      const timer = setTimeout(cancel, limitMs);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done || signal.aborted) return;
      yield await copied(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

async function copied(frame: VideoFrame): Promise<CameraFrame> {
  try {
    const { format, timestamp, visibleRect } = frame;
    if (format === null || !visibleRect || !FORMATS.includes(format))
      throw new Error(`the camera gives pictures of a kind that is not understood (${format ?? 'unknown'})`);
    const data = new Uint8Array(frame.allocationSize());
    await frame.copyTo(data);
    const { width, height } = visibleRect;
    const pixels = { format: format as CameraPixels['format'], width, height, data };
    return { atMs: timestamp / 1000, pixels };
  } finally {
    frame.close();
  }
}
