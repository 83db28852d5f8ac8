import type { SearchWindow } from './scan/scan.ts';

/** How much of the time between two frames the work may take. */
const SHARE = 0.6;
/** How much of it tiles may take. */
const TILE_SHARE = 0.3;
/** Milliseconds from one look at the whole frame to the next where somebody is followed: every kind in half a second. */
const WIDE_EVERY_MS = 170;
/** Looks at the whole take at most one part in so many of the time. */
const WIDE_PART = 6;
/** The back net takes as long as so many looks of the front net. */
const BACK_LOOKS = 4;
/** How much a new measurement counts. */
const NEW = 0.1;
/** What is not measured yet: a camera's 30 frames a second, a small machine. */
const FIRST = { frameMs: 33, lookMs: 3, readingMs: 4 };

/** Fits the work to the machine: how often it looks for new faces, how many tiles and readings a frame has time for. */
export interface Pace {
  /** A frame begins. @param atMs on the source's clock */
  begin(atMs: number): void;
  /** Whether a look at the whole frame is due; if so, it counts as done. */
  takeWide(isAnyoneFollowed: boolean): boolean;
  /** How many tiles there is time for. */
  tiles(): number;
  /** How many readings there is time for. @param spentMs what this frame has taken so far */
  predictions(spentMs: number): number;
  /** What these looks took together, those at followed faces among them. */
  searched(ms: number, looks: readonly SearchWindow[], followed: number): void;
  /** What so many readings took together. */
  predicted(ms: number, n: number): void;
}

export function createPace(): Pace {
  let { frameMs, lookMs, readingMs } = FIRST;
  let nowMs: number | undefined;
  let wideMs = -Infinity;
  return {
    begin(atMs) {
      // A pause of the source is no pace.
      if (nowMs !== undefined) frameMs += NEW * (Math.min(1000, Math.max(1, atMs - nowMs)) - frameMs);
      nowMs = atMs;
    },
    takeWide(isAnyoneFollowed) {
      const everyMs = Math.max(WIDE_EVERY_MS, WIDE_PART * BACK_LOOKS * lookMs);
      if (isAnyoneFollowed && nowMs! - wideMs < everyMs) return false;
      wideMs = nowMs!;
      return true;
    },
    tiles: () => Math.max(1, Math.floor((TILE_SHARE * frameMs) / lookMs)),
    predictions: (spentMs) => Math.max(1, Math.floor((SHARE * frameMs - spentMs) / readingMs)),
    searched(ms, looks, followed) {
      const n = looks.reduce((sum, { net }) => sum + (net === 'back' ? BACK_LOOKS : 1), followed);
      if (n > 0) lookMs += NEW * (ms / n - lookMs);
    },
    predicted(ms, n) {
      if (n > 0) readingMs += NEW * (ms / n - readingMs);
    },
  };
}
