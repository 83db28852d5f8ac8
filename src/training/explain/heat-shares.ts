import type { Task } from '../../artifact/labels.ts';
import type { Layout } from '../data/types.ts';

export const REGIONS = ['mouth', 'nose', 'eyes', 'forehead'] as const;
export type Region = (typeof REGIONS)[number];

/** Left, top, right, bottom in shares of the picture's sides. */
type RegionBox = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Where a face's parts lie in a data set's crops, for faces from the front: read off the mean of 3,579 pictures of FER+
 * and of 2,000 of UTKFace. Eyes are with their brows; hair, cheeks and background belong to none. No two overlap.
 */
const REGION_BOXES: Readonly<Partial<Record<Layout, Readonly<Record<Region, RegionBox>>>>> = {
  ferplus: {
    forehead: [0.2, 0.02, 0.8, 0.25],
    eyes: [0.14, 0.25, 0.86, 0.45],
    nose: [0.36, 0.45, 0.64, 0.69],
    mouth: [0.26, 0.69, 0.74, 0.9],
  },
  utkface: {
    forehead: [0.15, 0, 0.85, 0.14],
    eyes: [0.1, 0.14, 0.9, 0.38],
    nose: [0.34, 0.38, 0.66, 0.61],
    mouth: [0.24, 0.61, 0.76, 0.84],
  },
};

/** What the paper reports that its models look at (Sec. 4.2.6, 4.3.6, 4.3.7). */
export const PAPER_SEES: Readonly<Record<Task, string>> = {
  expression: 'mouth',
  gender: 'eyes and hair',
  age: 'forehead',
};

export interface RegionShare {
  /** Of all heat, 0 … 1. */
  share: number;
  /** Of the picture, 0 … 1. */
  area: number;
  /** How many times warmer than the picture on the whole: share / area. */
  relative: number;
}
export type HeatShares = Readonly<Record<Region, RegionShare>>;

/**
 * How much of the heat lies on each part of the face.
 * @param heat size × size, not negative
 * @param crop the data set whose crops these are
 * @returns undefined where there is no heat, or it is not known where the parts lie in these crops
 */
export function heatShares(heat: Float32Array, size: number, crop: string): HeatShares | undefined {
  const boxes = REGION_BOXES[crop as Layout];
  const all = heat.reduce((sum, value) => sum + value, 0);
  if (!boxes || all <= 0) return undefined;
  return fromRegions((region) => {
    const box = boxes[region];
    const share = heatWithin(heat, size, box) / all;
    const area = (box[2] - box[0]) * (box[3] - box[1]);
    return { share, area, relative: share / area };
  });
}

/** The mean over pictures; the caller has at least one. */
export function meanShares(shares: readonly HeatShares[]): HeatShares {
  return fromRegions((region) => {
    const share = shares.reduce((sum, one) => sum + one[region].share, 0) / shares.length;
    const { area } = shares[0]![region];
    return { share, area, relative: share / area };
  });
}

function fromRegions(of: (region: Region) => RegionShare): HeatShares {
  return Object.fromEntries(REGIONS.map((region) => [region, of(region)])) as Record<Region, RegionShare>;
}

/** A pixel that the box cuts counts with the part inside. */
function heatWithin(heat: Float32Array, size: number, [left, top, right, bottom]: RegionBox): number {
  const inside = (from: number, to: number) =>
    Array.from({ length: size }, (_, i) =>
      Math.max(0, Math.min(i + 1, to * size) - Math.max(i, from * size)),
    );
  const [columns, rows] = [inside(left, right), inside(top, bottom)];
  return heat.reduce((sum, value, i) => sum + value * columns[i % size]! * rows[Math.floor(i / size)]!, 0);
}
