import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { asDiskError, discard } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { lockFile } from '../../common/files/lock-file.ts';
import type { CodedMessage, StoredMessage } from '../../messages/message.ts';
import type { FaceTask } from '../../artifact/labels.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import { createLivePipeline } from '../live/live-pipeline.ts';
import { clipLength, openClip, picturesOf } from '../sources/open-clip.ts';
import type { PictureInference } from '../prediction/predict-picture.ts';
import { readChapters } from './chapters.ts';
import { recordingRows } from './recording-rows.ts';
import type { PartFile } from './part-file.ts';
import { foundAt, partGoneError, isLanded, takenPathError, landPart, openPart } from './part-file.ts';
import type { ResumePoint } from './resume-point.ts';
import { checkLeftovers, findResumePoint, saveResumePoint, leftovers, partOf } from './resume-point.ts';

/** Raised by hand when the rows of the same clip would be others. */
const VERSION = 5;
/** Notes of a clip that are kept. */
const MAX_NOTES = 20;

export interface RecordClipOptions {
  /** A video, or a folder of pictures: one a second, in natural order of their names. */
  file: string;
  /** The table, in a folder that is there; beside it stands what is not done yet. */
  to: string;
  nets: PictureInference & { detector: RefiningDetector };
  tasks: readonly FaceTask[];
  /** SHA-256 of the models, the occlusion classifier's too, by place. */
  models: Readonly<Record<string, string>>;
  /** @param total frames that the clip is stated to have */
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
  /** Whether a table that is there at the start is replaced; one that appears later never is. */
  mayReplace?: boolean;
  chapterMs?: number;
}

/** What was read. */
export interface Recorded {
  frames: number;
  /** Rows with a face. */
  faces: number;
  tracks: number;
  /** What of the clip could not be read, in sentences. */
  notes: StoredMessage[];
}

/**
 * Reads a clip into a table of faces and frames (`recordingRows`) that is there whole or not at all, in memory that
 * does not grow with the clip. What was broken off at any moment goes on with its chapter: no frame twice, none missing,
 * every byte as if it had not been broken off.
 * @throws DemifaceError `interrupted` when stopped, what was read is kept; `busy` if another recording writes the same
 * table; `unreadable` if the clip changed while it was read; `usage` if a file is in its place; `disk`, also if its folder goes meanwhile; as `checkLeftovers` and `openClip`
 */
export async function recordClip(options: RecordClipOptions): Promise<Recorded> {
  const { to } = options;
  if (!existsSync(dirname(to))) throw partGoneError(to);
  const release = await lockFile(partOf(to), message('recording.held', { path: to }));
  try {
    checkLeftovers(to);
    if (isLanded(to)) leftovers(to).forEach(discard); // Its process ended before it could.
    const replaced = foundAt(to);
    if (replaced && !options.mayReplace) throw takenPathError(to);
    const recorded = await readIntoPart(options);
    landPart(to, replaced);
    return recorded;
  } finally {
    release();
  }
}

async function readIntoPart(options: RecordClipOptions): Promise<Recorded> {
  const { file, to, signal } = options;
  const total = await clipLength(file, signal);
  const clip = await stateOf(file);
  const made = fingerprint(options, clip);
  const point = findResumePoint(to, made);
  const part = openPart(to, point?.bytes ?? 0);
  try {
    const recorded = await readRows(options, { total, made, point, part });
    if (JSON.stringify(await stateOf(file)) !== JSON.stringify(clip)) throw hasChanged(file);
    return recorded;
  } catch (error) {
    // Nothing of the clip could be read, it changed, or it was stopped in its first chapter: there is nothing to go on with.
    const isUnreadable = error instanceof DemifaceError && error.code === 'unreadable';
    if (isUnreadable || findResumePoint(to, made) === null) leftovers(to).forEach(discard);
    throw asDiskError(error, to);
  } finally {
    part.close();
  }
}

interface Started {
  total: number;
  made: string;
  point: ResumePoint | null;
  part: PartFile;
}

async function readRows(
  options: RecordClipOptions,
  { total, made, point, part }: Started,
): Promise<Recorded> {
  const { file, to, nets, tasks, signal, chapterMs, onProgress } = options;
  const { start, faces = 0, notes = [] } = point ?? {};
  const recorded = { frames: start?.frame ?? 0, faces, tracks: start?.lastTrack ?? 0, notes: [...notes] };
  const onNote = (note: CodedMessage) => {
    const isNew = !recorded.notes.some((known) => isDeepStrictEqual(known, note));
    if (isNew && recorded.notes.length < MAX_NOTES) recorded.notes.push(note);
  };
  const table = recordingRows({ ...options, customTasks: nets.customTasks });
  if (!point) part.add([table.header]);
  const frames = openClip(file, { fromFrame: start?.leadFrame ?? 0, onNote }).frames(signal);
  const newReader = () => createLivePipeline({ ...nets, tasks, isRecording: true });
  for await (const next of readChapters(frames, { newReader, start, chapterMs })) {
    if (next.kind === 'chapter') {
      const { faces, notes } = recorded;
      saveResumePoint(to, { made, bytes: part.flush(), faces, notes, start: next.start });
      continue;
    }
    part.add(table.rows(next.taken, next.live));
    recorded.faces += next.live.faces.filter(({ isSeen }) => isSeen).length;
    recorded.tracks = next.live.faces.reduce((most, { track }) => Math.max(most, track), recorded.tracks);
    recorded.frames = next.taken.nth + 1;
    onProgress(recorded.frames, Math.max(total, recorded.frames));
  }
  if (signal.aborted) {
    const keeps = findResumePoint(to, made) ? 'yes' : 'no';
    throw new DemifaceError(
      'interrupted',
      message('recording.stopped', { frames: recorded.frames, file, keeps }),
    );
  }
  part.flush();
  return recorded;
}

interface ClipPart {
  path: string;
  /** Undefined where it is gone or may not be read: it is left out with a note when its turn comes. */
  size: number | undefined;
  mtimeMs: number | undefined;
  ino: number | undefined;
}

/** The video, or each picture of the folder, to tell it from another of that name. */
async function stateOf(file: string): Promise<ClipPart[]> {
  const parts: ClipPart[] = [];
  for (const path of picturesOf(file) ?? [file]) {
    const stats = await stat(path).catch(() => undefined);
    parts.push({ path, size: stats?.size, mtimeMs: stats?.mtimeMs, ino: stats?.ino });
  }
  return parts;
}

function hasChanged(file: string): DemifaceError {
  return new DemifaceError('unreadable', message('recording.changed', { file }));
}

/** All that decides what the rows say. */
function fingerprint(
  { file, tasks, models, chapterMs = 0 }: RecordClipOptions,
  clip: readonly ClipPart[],
): string {
  const hash = createHash('sha256').update(JSON.stringify([VERSION, file, tasks, models, chapterMs]));
  for (const { path, size, mtimeMs } of clip) hash.update(JSON.stringify([path, size, mtimeMs]));
  return hash.digest('hex');
}
