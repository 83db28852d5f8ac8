import { occludedRows } from '../../artifact/occluded-rows.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { Layout } from '../sources/types.ts';

export const REGIONS = ['mouth', 'nose', 'eyes', 'forehead'] as const;
export type Region = (typeof REGIONS)[number];

/** Every place of a picture is in one: the covered half in `occluded`; cheeks, hair and background in `elsewhere`. */
export const PARTS = [...REGIONS, 'elsewhere', 'occluded'] as const;
export type Part = (typeof PARTS)[number];

/** Left, top, right, bottom in shares of the picture's sides. */
type RegionBox = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Where a face's parts lie in a data set's crops, for faces from the front: read off the mean of 3,579 pictures of FER+
 * and of 2,000 of UTKFace. Eyes are with their brows. No two overlap.
 */
const REGION_BOXES = {
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
} as const satisfies Partial<Record<Layout, Readonly<Record<Region, RegionBox>>>>;

/** Data sets of which it is known where in their crops a face's parts lie. */
export type MappedLayout = keyof typeof REGION_BOXES;
export const MAPPED_LAYOUTS = Object.keys(REGION_BOXES) as MappedLayout[];

export interface PartShare {
  /** Of all heat, 0 … 1; all parts together have 1. */
  share: number;
  /** Of what shows of the picture, 0 … 1; 0 for `occluded`. */
  area: number;
  /**
   * Its share of the heat on what shows, over its area: above 1 is more than chance, which is that heat spread evenly.
   * Null where nothing of the part shows, or no heat lies on what shows.
   */
  relative: number | null;
}
export type HeatShares = Readonly<Record<Part, PartShare>>;

export interface ShownCrop {
  /** The data set whose crops these are. */
  layout: MappedLayout;
  visible: Visible;
  /** Side of the model's pictures: where its occluded half ends. */
  size: number;
}

/** Whether it is known where in these crops a face's parts lie. */
export function isMapped(layout: string): layout is MappedLayout {
  return Object.hasOwn(REGION_BOXES, layout);
}

/**
 * How much of the heat lies on each part of the face.
 * @param heat side × side, not negative
 * @returns undefined where there is no heat
 */
export function heatShares(
  heat: Float32Array,
  side: number,
  { layout, visible, size }: ShownCrop,
): HeatShares | undefined {
  const boxes = REGION_BOXES[layout];
  const all = heat.reduce((sum, value) => sum + value, 0);
  if (all <= 0) return undefined;
  const [from, to] = occludedRows(visible, size);
  const occluded: RegionBox = [0, from / size, 1, to / size];
  const shown: RegionBox = visible === 'upper' ? [0, 0, 1, from / size] : [0, to / size, 1, 1];
  const onOccluded = heatIn(heat, side, occluded) / all;
  const found = REGIONS.map((region): [Part, PartShare] => {
    const box = within(boxes[region], shown);
    return [region, partShare(heatIn(heat, side, box) / all, areaOf(box) / areaOf(shown), onOccluded)];
  });
  const rest = (key: 'share' | 'area') => 1 - found.reduce((sum, [, part]) => sum + part[key], 0);
  return {
    ...(Object.fromEntries(found) as Record<Region, PartShare>),
    elsewhere: partShare(Math.max(0, rest('share') - onOccluded), rest('area'), onOccluded),
    occluded: partShare(onOccluded, 0, onOccluded),
  };
}

/** @param onOccluded share of the heat that lies on the occluded half */
export function partShare(share: number, area: number, onOccluded: number): PartShare {
  return { share, area, relative: area > 0 && onOccluded < 1 ? share / (1 - onOccluded) / area : null };
}

/** The part of a box that lies in another; of no height where none does. */
function within([left, top, right, bottom]: RegionBox, [, from, , to]: RegionBox): RegionBox {
  const start = Math.min(Math.max(top, from), to);
  return [left, start, right, Math.max(start, Math.min(bottom, to))];
}

function areaOf([left, top, right, bottom]: RegionBox): number {
  return (right - left) * (bottom - top);
}

/** A pixel that the box cuts counts with the part inside. */
function heatIn(heat: Float32Array, side: number, [left, top, right, bottom]: RegionBox): number {
  const inside = (from: number, to: number) =>
    Array.from({ length: side }, (_, i) =>
      Math.max(0, Math.min(i + 1, to * side) - Math.max(i, from * side)),
    );
  const [columns, rows] = [inside(left, right), inside(top, bottom)];
  return heat.reduce((sum, value, i) => sum + value * columns[i % side]! * rows[Math.floor(i / side)]!, 0);
}
