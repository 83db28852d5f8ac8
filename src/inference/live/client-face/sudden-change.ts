import type { Box, Picture } from '../../runtime/picture.ts';
import type { PlacePatch } from './place-patch.ts';
import { matchPatch, placePatch } from './place-patch.ts';

/** Compared with the picture of this long ago: what comes from beside covers a part of a face in less. */
const BEFORE_MS = 500;
/**
 * Likeness, as `PlaceMatch.likeness`, below which something may cover a part of the face, and from which on nothing does. Of
 * 2,500 frames of animated heads that moved, leaned or talked, 99.3 of 100 reached the lower one; a face of which somebody who
 * came from beside covered a seventh had 0.54.
 */
const LIKE = 0.7;
const SAME = 0.9;

/**
 * Notices what covers a part of a face, whatever it is: the detector finds many faces with a mask late, and on a slow machine
 * it searches the whole frame once a second.
 */
export interface SuddenChange {
  /** Compares the face with half a second ago. */
  compare(picture: Picture, box: Box, atMs: number): 'changed' | 'unclear' | 'same';
  /** Later looks are compared with this one; not to be called while another face is before it. */
  add(picture: Picture, box: Box, atMs: number): void;
}

export function createSuddenChange(): SuddenChange {
  let patches: { patch: PlacePatch; atMs: number }[] = [];
  return {
    compare(picture, box, atMs) {
      const before = patches.findLast((other) => atMs - other.atMs >= BEFORE_MS) ?? patches[0];
      if (!before) return 'unclear';
      const { likeness } = matchPatch(picture, box, before.patch);
      if (likeness < LIKE) return 'changed';
      return likeness < SAME ? 'unclear' : 'same';
    },
    add(picture, box, atMs) {
      const oldest = patches.findLastIndex((other) => atMs - other.atMs >= BEFORE_MS);
      patches = [...patches.slice(Math.max(0, oldest)), { patch: placePatch(picture, box), atMs }];
    },
  };
}
