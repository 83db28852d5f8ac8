import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { asDiskError, discard } from '../../artifact/atomic.ts';
import { DemifaceError } from '../../artifact/error.ts';
import type { Task } from '../../artifact/labels.ts';
import type { LookingDetector } from '../detector.ts';
import { createLiveReader } from '../live/live-reader.ts';
import { clipLength, openClip, picturesOf } from '../live/sources/open-clip.ts';
import type { PictureReading } from '../read-picture.ts';
import { readChapters } from './chapters.ts';
import { recordingRows } from './recording-rows.ts';
import { findPoint, keepPoint, leftovers, partOf } from './resume-point.ts';

/** Raised by hand when the rows of the same clip would be others. */
const VERSION = 1;
/** Characters of rows that wait in memory. */
const WAITING = 1 << 16;

export interface RecordClipOptions {
  /** A video, or a folder of pictures: one a second, in order of their names. */
  file: string;
  /** The table; beside it stands what is not done yet. */
  to: string;
  nets: PictureReading & { detector: LookingDetector };
  tasks: readonly Task[];
  /** SHA-256 of the models, the recogniser's too, by place. */
  models: Readonly<Record<string, string>>;
  /** @param total frames that the clip is said to have */
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
  chapterMs?: number;
}

/** What was read. */
export interface Recorded {
  frames: number;
  /** Rows with a face. */
  faces: number;
  tracks: number;
}

/**
 * Reads a clip into a table of faces and frames (`recordingRows`) that is there whole or not at all, in memory that
 * does not grow with the clip. What was broken off at any moment goes on with its chapter: no frame twice, none missing,
 * every byte as if it had not been broken off.
 * @throws DemifaceError `interrupted` when stopped, what was read is kept; `disk`; as `openClip`
 */
export async function recordClip(options: RecordClipOptions): Promise<Recorded> {
  const { file, to, nets, tasks, signal, chapterMs, onProgress } = options;
  const total = await clipLength(file);
  const table = recordingRows(options);
  const made = fingerprint(options);
  const point = findPoint(to, made);
  const recorded = { frames: point?.start.frame ?? 0, faces: point?.faces ?? 0, tracks: 0 };
  const part = openPart(to, point?.bytes ?? 0);
  try {
    if (!point) part.add([table.header]);
    const frames = openClip(file, { fromFrame: point?.start.leadFrame ?? 0 }).frames(signal);
    const newReader = () => createLiveReader({ ...nets, tasks, isRecording: true });
    recorded.tracks = point?.start.lastTrack ?? 0;
    for await (const next of readChapters(frames, { newReader, start: point?.start, chapterMs })) {
      if (next.kind === 'chapter') {
        keepPoint(to, { made, bytes: part.flush(), faces: recorded.faces, start: next.start });
        continue;
      }
      part.add(table.rows(next.frame, next.live));
      const seen = next.live.faces.filter(({ isSeen }) => isSeen);
      recorded.faces += seen.length;
      recorded.tracks = next.live.faces.reduce((most, { track }) => Math.max(most, track), recorded.tracks);
      recorded.frames = next.frame + 1;
      onProgress(recorded.frames, Math.max(total, recorded.frames));
    }
    if (signal.aborted)
      throw new DemifaceError(
        'interrupted',
        `stopped at frame ${recorded.frames} of ${file}; what was read is kept`,
      );
    part.flush();
  } catch (error) {
    throw asDiskError(error, to);
  } finally {
    part.close();
  }
  try {
    renameSync(partOf(to), to);
  } catch (error) {
    throw asDiskError(error, to);
  }
  for (const path of leftovers(to)) discard(path);
  return recorded;
}

/** All that decides what the rows say. */
function fingerprint({ file, tasks, models, chapterMs = 0 }: RecordClipOptions): string {
  const hash = createHash('sha256').update(JSON.stringify([VERSION, file, tasks, models, chapterMs]));
  for (const part of picturesOf(file) ?? [file]) {
    const { size, mtimeMs } = statSync(part);
    hash.update(JSON.stringify([part, size, mtimeMs]));
  }
  return hash.digest('hex');
}

/** @param bytes what stands; anything after it is read again */
function openPart(to: string, bytes: number) {
  let waiting = '';
  let written = bytes;
  let fd: number;
  try {
    mkdirSync(dirname(to), { recursive: true });
    fd = openSync(partOf(to), bytes > 0 ? 'r+' : 'w');
    ftruncateSync(fd, bytes);
  } catch (error) {
    throw asDiskError(error, to);
  }
  const write = () => {
    const data = Buffer.from(waiting);
    for (let from = 0; from < data.length;) {
      const n = writeSync(fd, data, from, data.length - from, written);
      from += n;
      written += n;
    }
    waiting = '';
  };
  return {
    add(lines: readonly string[]) {
      waiting += lines.map((line) => `${line}\n`).join('');
      if (waiting.length >= WAITING) write();
    },
    /** @returns how many bytes stand on the disk now */
    flush() {
      write();
      fsyncSync(fd);
      return written;
    },
    close: () => closeSync(fd),
  };
}
