import { existsSync, readFileSync, statSync } from 'node:fs';

import { z } from 'zod';

import { startsWith, checkOutputFile } from '../../artifact/output-place.ts';
import { partialName, writeFileAtomic } from '../../common/files/atomic.ts';
import { jsonOf } from '../../common/json.ts';
import type { CodedMessage, StoredMessage } from '../../messages/message.ts';
import { isMessage } from '../../messages/message.ts';
import type { ChapterStart } from './chapters.ts';
import { OLD_TABLE_START } from '../../artifact/old-names.ts';
import { TABLE_START } from './recording-rows.ts';

const count = z.int().min(0);
const form = z.strictObject({
  /** Of all that decides what the rows say. */
  made: z.string(),
  /** How much of the table stands. */
  bytes: count,
  faces: count,
  /** Earlier versions kept sentences. */
  notes: z.array(z.union([z.string(), z.custom<CodedMessage>(isMessage)])),
  start: z.strictObject({
    frame: count,
    leadFrame: count,
    startMs: z.number(),
    lastTrack: count,
    faces: z.array(
      z.strictObject({
        track: count,
        box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      }),
    ),
  }),
});

/** Up to where an unfinished recording stands on the disk for good. */
export interface ResumePoint {
  made: string;
  bytes: number;
  faces: number;
  /** What could not be read so far. */
  notes: StoredMessage[];
  start: ChapterStart;
}

/** Rows that are not all there yet. */
export const partOf = (to: string): string => `${to}.part`;
/** Bytes that a chapter may have written before it was synced; far less in fact. */
const MAX_UNWRITTEN = 16 * 2 ** 20;

/** What is beside them. */
export const resumePointOf = (to: string): string => `${to}.part.json`;

export function saveResumePoint(to: string, point: ResumePoint): void {
  writeFileAtomic(resumePointOf(to), JSON.stringify(point));
}

const pointAt = (to: string): ResumePoint | undefined =>
  existsSync(resumePointOf(to))
    ? form.safeParse(jsonOf(readFileSync(resumePointOf(to), 'utf8'))).data
    : undefined;

/** @returns where to go on; null if there is nothing, or it was made of another clip, by other models or another program */
export function findResumePoint(to: string, made: string): ResumePoint | null {
  const point = existsSync(partOf(to)) ? pointAt(to) : undefined;
  if (point?.made !== made) return null;
  return statSync(partOf(to)).size >= point.bytes ? point : null;
}

/**
 * Makes sure that what stands where a recording keeps its unfinished rows is from an unfinished recording.
 * @throws DemifaceError `disk`
 */
export function checkLeftovers(to: string): void {
  // A crash may have damaged one of the two; then the other counts.
  const isUnfinished = () =>
    pointAt(to) !== undefined || (existsSync(partOf(to)) && isTableBegun(partOf(to)));
  for (const path of [partOf(to), resumePointOf(to)]) checkOutputFile(path, isUnfinished);
}

/** Begins as a table does; or the power went before its first row was on the disk, which left less of it, or zeros. */
function isTableBegun(path: string): boolean {
  if ([TABLE_START, OLD_TABLE_START].some((start) => startsWith(start)(path))) return true;
  if (statSync(path).size > MAX_UNWRITTEN) return false;
  const found = readFileSync(path);
  return TABLE_START.startsWith(found.toString()) || found.every((byte) => byte === 0);
}

/** What a recording leaves while it is not done. */
export const leftovers = (to: string): string[] => [
  partOf(to),
  resumePointOf(to),
  partialName(resumePointOf(to)),
];
