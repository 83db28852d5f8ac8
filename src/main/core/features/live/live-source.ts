import { dirname, relative } from 'node:path';

import type { CodedMessage } from '../../../../messages/message.ts';
import { message } from '../../../../messages/message.ts';
import { CodedRefusal, DemifaceError } from '../../../../common/error.ts';
import { statNamedPath } from '../../../../common/files/named-path.ts';
import type { SkippedPath } from '../../../../common/files/walk-files.ts';
import { naturalOrder } from '../../../../common/natural-order.ts';
import { isPictureFile, isVideoFile, unsupportedKind } from '../../../../common/pictures/picture-files.ts';
import { shippedClip } from '../../../../artifact/places.ts';
import type { ClipFrame } from '../../../../inference/sources/frame-source.ts';
import { openClip, picturesOf } from '../../../../inference/sources/open-clip.ts';
import { picturesIn } from '../../../../inference/sources/pictures-in.ts';
import { probeVideo } from '../../../../inference/sources/probe-video.ts';

/** A clip or pictures on the disk, opened to be looked at. */
export type OpenedSource =
  | { readonly mode: 'camera' }
  | { readonly mode: 'video'; readonly lengthMs: number | null; readonly frames: VideoFrames }
  | {
      readonly mode: 'pictures';
      readonly files: readonly string[];
      /** Of each: its path below the folder that was opened. */
      readonly names: readonly string[];
      /** What lies among them and is not shown. */
      readonly skipped: readonly SkippedPath[];
    };

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

/**
 * A picture, all pictures below a folder in natural order, or a video.
 * @throws DemifaceError `missing` if nothing is there, or no picture in the folder; `unreadable` for a picture of a kind that
 * is not read; as `probeVideo`
 */
export async function openPath(path: string): Promise<OpenedSource> {
  const stats = statNamedPath(path, message('files.aPictureVideoOrFolder'));
  if (stats.isDirectory() || isPictureFile(path)) {
    const { files, skipped } = await picturesIn([path]);
    if (files.length === 0) throw noPictures(path, skipped);
    files.sort(naturalOrder);
    const top = stats.isDirectory() ? path : dirname(path);
    return { mode: 'pictures', files, names: files.map((file) => relative(top, file)), skipped };
  }
  if (!stats.isFile())
    throw new DemifaceError(
      'unreadable',
      message('files.noFile', { path, expected: message('files.aPictureVideoOrFolder') }),
    );
  const reason = isVideoFile(path) ? undefined : unsupportedKind(path);
  if (reason) throw new CodedRefusal('unreadable', reason);
  const { endMs } = await probeVideo(path);
  return { mode: 'video', lengthMs: endMs, frames: new VideoFrames(path) };
}

function noPictures(folder: string, [first]: readonly SkippedPath[]): DemifaceError {
  return new DemifaceError(
    'missing',
    first
      ? message('video.noPicturesBut', { path: folder, first: first.path, reason: first.reason })
      : message('video.noPictures', { path: folder }),
  );
}

/** Frames of a video, one after the other, when they are requested. */
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
