import type { Box } from '../../runtime/picture.ts';
import type { AppearanceDescriptor } from './appearance.ts';
import { appearanceDistance, matchExposure } from './appearance.ts';
import type { Track } from './track.ts';

/** Somebody who differs by less looks the same. */
const SAME_LOOK = 0.07;
/** Who was away this long cannot just have been hidden for a frame. */
const AWAY_MS = 150;
/** Widths of the face that a person may have moved, at once and per second. */
const LEAP = 2;
const LEAPS_PER_SECOND = 3;
/** Logarithm of how much larger or smaller a face may be, at once and per second. */
const GROWTH = 0.35;
const GROWTH_PER_SECOND = 0.25;

/**
 * Who of those that are away has come back as a track that was just confirmed: by place, size, time and look.
 * @returns the one that looks most like it, or undefined
 */
export function reidentify(fresh: Track, away: readonly Track[], atMs: number): Track | undefined {
  let best: Track | undefined;
  let least = SAME_LOOK;
  for (const track of away) {
    const seconds = (fresh.firstSeenMs - track.lastSeenMs) / 1000;
    if (atMs - track.lastSeenMs < AWAY_MS || seconds < 0 || !isWithinReach(fresh, track, seconds)) continue;
    const difference = appearanceDistance(appearanceFor(track, fresh), track.appearance);
    if (difference === null || difference >= least) continue;
    [best, least] = [track, difference];
  }
  return best;
}

function appearanceFor({ appearance, unwatchedMs }: Track, fresh: Track): AppearanceDescriptor {
  return unwatchedMs > 0 ? matchExposure(fresh.appearance, appearance) : fresh.appearance;
}

function isWithinReach(fresh: Track, track: Track, seconds: number): boolean {
  const [now, before] = [fresh.wholeBox ?? fresh.box, track.wholeBox ?? track.box];
  const moved = Math.hypot(centerX(now) - centerX(before), centerY(now) - centerY(before));
  const width = Math.max(now.width, before.width);
  const grown = Math.abs(Math.log(now.width / before.width));
  return (
    moved <= (LEAP + LEAPS_PER_SECOND * seconds) * width && grown <= GROWTH + GROWTH_PER_SECOND * seconds
  );
}

function centerX({ x, width }: Box): number {
  return x + width / 2;
}

function centerY({ y, height }: Box): number {
  return y + height / 2;
}
