import type { Picture } from '../../runtime/picture.ts';
import type { SceneState } from '../../prediction/live-frame.ts';
import type { SceneStatistics } from './scene-statistics.ts';
import { sceneStatistics } from './scene-statistics.ts';
import { similarity } from './similarity.ts';

/** Reports whether a camera shows anything, from one tiny gray picture a frame. */
export interface SceneWatch {
  /** @param atMs on the source's clock */
  observe(picture: Picture, atMs: number): SceneState;
}

/** Levels of gray. A night with a lamp in it has a spread. */
const DARK = { mean: 22, spread: 14 };
/** A hand or a cloth before the lens: one color, and no edge in it. Noise alone differs by about a level. */
const COVERED = { spreadOfMean: 0.12, sharpness: 1.6 };
/** A view that is as like another as this is the same view. */
const SAME_VIEW = 0.5;
/** Two frames that are as like each other as this: the camera stands still. */
const STILL = 0.95;
/** What lasts shorter is not reported. */
const HOLDS_MS = 400;
/** A view must stand still and be another one for so long, and it is reported for as long. */
const MOVED_MS = 3000;
/** How fast the usual view follows what is seen: daylight changes within minutes. */
const USUAL_MS = 30_000;

/** Whether a picture shows next to nothing for want of light. */
export function isDark({ mean, spread }: Pick<SceneStatistics, 'mean' | 'spread'>): boolean {
  return mean < DARK.mean && spread < DARK.spread;
}

export function createSceneWatch(): SceneWatch {
  let usual: Float32Array | undefined;
  let before: SceneStatistics | undefined;
  let beforeMs = 0;
  let current: SceneState = 'clear';
  let other: { state: SceneState; sinceMs: number } | undefined;
  let elsewhereSinceMs: number | undefined;
  let movedUntilMs = -Infinity;

  /** Notices another view that stays; forgets the usual one then. */
  function followView(now: SceneStatistics, atMs: number): void {
    if (!usual || !before) {
      usual = now.gray.slice();
      return;
    }
    const isElsewhere = similarity(now.gray, usual) < SAME_VIEW;
    const isStill = similarity(now.gray, before.gray) >= STILL;
    if (!isElsewhere) {
      elsewhereSinceMs = undefined;
      const share = 1 - Math.exp((beforeMs - atMs) / USUAL_MS);
      usual = usual.map((value, i) => value + share * (now.gray[i]! - value));
    } else if (!isStill || elsewhereSinceMs === undefined) elsewhereSinceMs = atMs;
    else if (atMs - elsewhereSinceMs >= MOVED_MS) {
      usual = now.gray.slice();
      elsewhereSinceMs = undefined;
      movedUntilMs = atMs + MOVED_MS;
    }
  }

  return {
    observe(picture, atMs) {
      const now = sceneStatistics(picture);
      const { mean, spread, sharpness } = now;
      let state: SceneState = 'clear';
      if (isDark(now)) state = 'dark';
      else if (spread < COVERED.spreadOfMean * mean && sharpness < COVERED.sharpness) state = 'covered';
      else {
        followView(now, atMs);
        if (atMs < movedUntilMs) state = 'moved';
      }
      [before, beforeMs] = [now, atMs];
      if (state === current) other = undefined;
      else if (other?.state !== state) other = { state, sinceMs: atMs };
      if (other && atMs - other.sinceMs >= HOLDS_MS) {
        current = other.state;
        other = undefined;
      }
      return current;
    },
  };
}
