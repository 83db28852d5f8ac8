import type { Picture } from '../runtime/picture.ts';
import type { Polygon } from '../../common/math/polygon.ts';
import { crossings } from '../../common/math/polygon.ts';

/**
 * Blanks parts of frames for good, before anything looks at them.
 * @returns a function that turns every pixel that a polygon touches black, in the picture itself
 */
export function createPrivacyMask(polygons: readonly Polygon[]): (picture: Picture) => void {
  let size = '';
  let runs: [from: number, to: number][] = [];
  return ({ data, width, height }) => {
    if (size !== `${width}×${height}`) {
      size = `${width}×${height}`;
      runs = polygons.flatMap((polygon) => runsOf(polygon, width, height));
    }
    for (const [from, to] of runs) data.fill(0, from, to);
  };
}

/** Lines across a row of pixels that are looked at: what a polygon touches between two of them is a sliver. */
const LINES = 8;

/** Bytes [from, to) of every stretch of a row. */
function runsOf(polygon: Polygon, width: number, height: number): [number, number][] {
  const runs: [number, number][] = [];
  for (let row = 0; row < height; row++)
    for (let k = 0; k <= LINES; k++) {
      const along = crossings(polygon, (row + k / LINES) / height);
      for (let i = 0; i + 1 < along.length; i += 2) {
        const from = Math.max(0, Math.floor(along[i]! * width));
        const to = Math.min(width, Math.ceil(along[i + 1]! * width));
        if (to > from) runs.push([(row * width + from) * 3, (row * width + to) * 3]);
      }
    }
  return merged(runs);
}

function merged(runs: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of runs.sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
