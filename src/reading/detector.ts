import type { BlazeFace } from './detection/blaze-face.ts';
import { openBlazeFace } from './detection/blaze-face.ts';
import { overlap, suppress, withoutContained } from './detection/suppress.ts';
import type { Box, Detection, Picture } from './picture.ts';

/** Finds faces, half-hidden ones too. Whoever makes it disposes it. */
export interface Detector {
  /**
   * @param options.threshold least score of a box, 0.1 or more
   * @returns best first; boxes in pixels of the picture, which may reach beyond its border
   */
  detect(picture: Picture, options?: { threshold?: number }): Promise<Detection[]>;
  dispose(): Promise<void>;
}

/** Where something else throws out what is no face: everything that could be one. */
export const PROPOSING = 0.15;
/** Where the detector has the last word. */
export const ALONE = 0.4;

/** Boxes that share this much are one face. */
const SAME_FACE = 0.4;
/** A box of which this much lies within a better one is a part of that face. */
const WITHIN = 0.7;
/** Sides of the squares that are looked at: shares of the picture's long side. Padding hurts the front net. */
const BACK_PADS = [1, 1.6];
/** Side of the square for the second look, as a share of the box's width. */
const SECOND_LOOK = 2.5;
/** Least overlap of what the second look finds with what the first found. */
const FOUND_AGAIN = 0.2;
/** Least score of what the second look finds. */
const SECOND_SCORE = 0.1;

/**
 * Both BlazeFace nets propose. Then the front net looks at each proposal again from near, and its box counts: the back
 * net's shrinks by a seventh where the upper half is hidden, the front net's hardly moves, and so what is cut out for
 * the models keeps one convention. What a headset leaves of a face scores low, hence the low thresholds.
 */
export async function createDetector({ threads = 1 }: { threads?: number } = {}): Promise<Detector> {
  const back = await openBlazeFace('back', threads);
  const front = await openBlazeFace('front', threads);
  return {
    async detect(picture, { threshold = ALONE } = {}) {
      const found = await front.find(picture, around(whole(picture), 1), threshold);
      for (const pad of BACK_PADS)
        found.push(...(await back.find(picture, around(whole(picture), pad), threshold)));
      const faces: Detection[] = [];
      for (const proposal of suppress(found, SAME_FACE))
        faces.push(await lookAgain(front, picture, proposal));
      return withoutContained(suppress(faces, SAME_FACE), WITHIN);
    },
    async dispose() {
      await back.dispose();
      await front.dispose();
    },
  };
}

async function lookAgain(front: BlazeFace, picture: Picture, proposal: Detection): Promise<Detection> {
  const near = await front.find(picture, around(proposal.box, SECOND_LOOK), SECOND_SCORE);
  const [again] = suppress(
    near.filter(({ box }) => overlap(box, proposal.box) > FOUND_AGAIN),
    SAME_FACE,
  );
  return again ? { box: again.box, score: Math.max(again.score, proposal.score) } : proposal;
}

function whole({ width, height }: Picture): Box {
  return { x: 0, y: 0, width, height };
}

/** A square of the same centre, `scale` times the long side. */
function around({ x, y, width, height }: Box, scale: number): Box {
  const side = Math.max(width, height) * scale;
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}
