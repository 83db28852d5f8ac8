import { existsSync, readFileSync, statSync } from 'node:fs';

import { z } from 'zod';

import { partialName, writeFileAtomic } from '../../common/atomic.ts';
import { jsonOf } from '../../common/json.ts';
import type { ChapterStart } from './chapters.ts';

const count = z.int().min(0);
const form = z.strictObject({
  /** Of all that decides what the rows say. */
  made: z.string(),
  /** How much of the table stands. */
  bytes: count,
  faces: count,
  notes: z.array(z.string()),
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
  notes: string[];
  start: ChapterStart;
}

/** Rows that are not all there yet. */
export const partOf = (to: string): string => `${to}.part`;
/** What is beside them. */
export const pointOf = (to: string): string => `${to}.part.json`;

export function keepPoint(to: string, point: ResumePoint): void {
  writeFileAtomic(pointOf(to), JSON.stringify(point));
}

/** @returns where to go on; null if there is nothing, or it was made of another clip, by other models or another program */
export function findPoint(to: string, made: string): ResumePoint | null {
  if (!existsSync(pointOf(to)) || !existsSync(partOf(to))) return null;
  const parsed = form.safeParse(jsonOf(readFileSync(pointOf(to), 'utf8')));
  if (!parsed.success || parsed.data.made !== made) return null;
  return statSync(partOf(to)).size >= parsed.data.bytes ? parsed.data : null;
}

/** What a recording leaves while it is not done. */
export const leftovers = (to: string): string[] => [partOf(to), pointOf(to), partialName(pointOf(to))];
