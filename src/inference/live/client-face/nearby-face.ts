import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box } from '../../runtime/picture.ts';

/** Two faces whose middles are nearer than this, in mean widths, may hide parts of each other. */
const NEAR = 1.25;
/** Boxes that share more than this cover each other. */
const COVERS = 0.05;
/** A face that was last seen near, without covering, and is not seen for so long may stand in the client's place. */
export const MAX_UNSEEN_MS = 500;

/** Follows the other face that is nearest to the client's, to notice when only one of the two is left in view. */
export function createNearbyFace() {
  let rival: { box: Box; atMs: number; covers: boolean } | null = null;
  return {
    /** @returns whether another face is near, or was and is gone without having moved away */
    observe(place: Box, others: readonly Box[], atMs: number): 'none' | 'near' | 'vanished' {
      const [nearest] = others
        .filter((box) => distance(place, box) < NEAR)
        .sort((a, b) => distance(place, a) - distance(place, b));
      if (nearest) {
        rival = { box: nearest, atMs, covers: intersectionOverUnion(place, nearest) > COVERS };
        return 'near';
      }
      if (!rival) return 'none';
      if (others.some((box) => distance(rival!.box, box) < NEAR)) {
        rival = null;
        return 'none';
      }
      return rival.covers || atMs - rival.atMs > MAX_UNSEEN_MS ? 'vanished' : 'near';
    },
    /** There was no other face. */
    forget(): void {
      rival = null;
    },
  };
}

/** Between two middles, in mean widths. */
export function distance(a: Box, b: Box): number {
  const [dx, dy] = [a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2];
  return (2 * Math.hypot(dx, dy)) / (a.width + b.width);
}
