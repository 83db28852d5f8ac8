import type { CodedMessage } from '../../../../messages/message.ts';
import { shippedClip } from '../../../../artifact/places.ts';
import type { ClipFrame } from '../../../../inference/sources/frame-source.ts';
import { openClip, picturesOf } from '../../../../inference/sources/open-clip.ts';
import { probeVideo } from '../../../../inference/sources/probe-video.ts';

/** A clip or pictures on the disk, opened to be looked at. */
export type OpenedSource =
  | { readonly mode: 'camera' }
  | { readonly mode: 'video'; readonly lengthMs: number | null; readonly frames: VideoFrames }
  | { readonly mode: 'pictures'; readonly files: readonly string[] };

/** Of the clip that ships: it has one picture a second. */
const SAMPLE_STEP_MS = 1000;

/** The clip that ships, played as a video. */
export function openSample(): OpenedSource {
  const files = picturesOf(shippedClip())!;
  return {
    mode: 'video',
    lengthMs: files.length * SAMPLE_STEP_MS,
    frames: new VideoFrames(shippedClip()),
  };
}

/** @throws DemifaceError as `picturesOf` and `probeVideo` */
export async function openPath(path: string): Promise<OpenedSource> {
  const files = picturesOf(path);
  // One picture stands still for several frames of a clip.
  if (files) return { mode: 'pictures', files: [...new Set(files)] };
  const { endMs } = await probeVideo(path);
  return { mode: 'video', lengthMs: endMs, frames: new VideoFrames(path) };
}

/** Frames of a video, one after the other, when they are asked for. */
export class VideoFrames {
  /** What is not read as it is stored, or could not be decoded, as far as it is known. */
  readonly notes: CodedMessage[] = [];
  readonly #stop = new AbortController();
  readonly #frames: AsyncIterator<ClipFrame, unknown>;

  constructor(path: string) {
    const onNote = (note: CodedMessage) => void this.notes.push(note);
    const frames = openClip(path, { stepMs: SAMPLE_STEP_MS, onNote }).frames(this.#stop.signal);
    this.#frames = frames[Symbol.asyncIterator]();
  }

  /** @returns null at its end. @throws DemifaceError `missing` or `unreadable` */
  async next(): Promise<ClipFrame | null> {
    const next = await this.#frames.next();
    return next.done ? null : next.value;
  }

  /** Ends the program that decodes. */
  close(): void {
    this.#stop.abort();
    this.#frames.return?.().catch(() => {}); // The request that waits for a frame reports it.
  }
}
