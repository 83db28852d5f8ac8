import { wilsonInterval } from '../../../training/evaluation/significance/wilson.ts';
import type { FarFace } from './far-faces.ts';
import type { FalseFace } from './false-faces.ts';
import { FACELESS_KINDS } from './faceless.ts';
import type { PhotoFound } from './found-photos.ts';

/** Hits of trials with their 95 % interval (Wilson). */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly ci95: readonly [number, number];
}

/** The same share of single pictures and before a camera. */
export interface Both {
  readonly single: Share;
  readonly live: Share;
}

const SIZES = [
  { from: 0.035, to: 0.06 },
  { from: 0.06, to: 0.12 },
  { from: 0.12, to: 0.25 },
];

export function foundShares(found: readonly PhotoFound[]): Record<'masks' | 'headsets', Both> {
  const of = (occlusion: PhotoFound['occlusion']) =>
    both(found.filter((photo) => photo.occlusion === occlusion));
  return { masks: of('lower'), headsets: of('upper') };
}

/** Of all, of all parts of photos, and of each kind. */
export function falseShares(pictures: readonly FalseFace[]): Record<string, Both> {
  const real = pictures.filter(({ kind }) => kind === 'strip' || kind === 'window');
  return {
    all: both(pictures),
    'parts of photos': both(real),
    ...Object.fromEntries(
      FACELESS_KINDS.map((kind) => [kind, both(pictures.filter((picture) => picture.kind === kind))]),
    ),
  };
}

/** Of all plain and masked faces, and by size. */
export function farShares(faces: readonly FarFace[]): Record<'plain' | 'masked', Record<string, Share>> {
  const of = (isMasked: boolean) => {
    const these = faces.filter((face) => face.isMasked === isMasked);
    const sizes = SIZES.map(({ from, to }, k) => {
      const isLast = k === SIZES.length - 1;
      const here = these.filter(({ width }) => width >= from && (isLast || width < to));
      return [`${percent(from)} to ${percent(to)} %`, share(here, 'isFound')];
    });
    return { all: share(these, 'isFound'), ...(Object.fromEntries(sizes) as Record<string, Share>) };
  };
  return { plain: of(false), masked: of(true) };
}

/** `97.1 % (34 of 35; 85.5 to 99.5)` */
export function shareText({ hits, of, ci95: [low, high] }: Share): string {
  return `${percent(hits / of)} % (${hits} of ${of}; ${percent(low)} to ${percent(high)})`;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

function both(these: readonly { single: boolean; live: boolean }[]): Both {
  return { single: share(these, 'single'), live: share(these, 'live') };
}

function share<K extends string>(these: readonly Readonly<Record<K, boolean>>[], key: K): Share {
  const hits = these.filter((each) => each[key]).length;
  return { hits, of: these.length, ci95: wilsonInterval(hits, these.length) };
}
