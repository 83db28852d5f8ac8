import type { Net } from '../../detection/blaze-face.ts';
import { wideSquare, WIDE_WINDOWS } from '../../detection/detector.ts';
import type { Box } from '../../runtime/picture.ts';
import type { FarZone } from './tiles.ts';
import { tilesOf } from './tiles.ts';

/** A square that a net is to look at, and the least width of a face that it states, in pixels. */
export interface SearchWindow {
  readonly net: Net;
  readonly square: Box;
  readonly leastPx: number;
}

/** Looks for faces that nobody follows yet: a part of the looks on each frame, all of them in turn. */
export interface Scan {
  /**
   * @param frame its size in pixels
   * @param allowed.wide whether a look at the whole is due
   * @param allowed.tiles how many tiles there is time for
   */
  windows(
    frame: { width: number; height: number },
    allowed: { wide: boolean; tiles: number },
  ): SearchWindow[];
}

/** What looks at the whole find smaller, as a share of its long side, is seldom a face. */
const MIN_FACE = 0.06;

export function createScan(zones: readonly FarZone[]): Scan {
  let size = '';
  let tiles: SearchWindow[] = [];
  let [wideAt, tileAt] = [0, 0];
  return {
    windows(frame, allowed) {
      if (size !== `${frame.width}×${frame.height}`) {
        size = `${frame.width}×${frame.height}`;
        tiles = zones.flatMap((zone) =>
          tilesOf(zone, frame).map((square): SearchWindow => ({
            net: 'front',
            square,
            leastPx: zone.leastFace * frame.width,
          })),
        );
      }
      const looks: SearchWindow[] = [];
      if (allowed.wide) {
        const { net, pad } = WIDE_WINDOWS[wideAt++ % WIDE_WINDOWS.length]!;
        looks.push({
          net,
          square: wideSquare(frame, pad),
          leastPx: MIN_FACE * Math.max(frame.width, frame.height),
        });
      }
      for (let n = Math.min(allowed.tiles, tiles.length); n > 0; n--)
        looks.push(tiles[tileAt++ % tiles.length]!);
      return looks;
    },
  };
}
