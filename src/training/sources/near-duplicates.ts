import { THUMBNAIL_SIDE } from './thumbnail.ts';

/** Thumbnails that correlate this much show the same picture: another compression, size or brightness of it. */
const MIN_CORRELATION = 0.99;

/** Unit vectors u and v correlate by 1 - |u - v|² / 2. */
const MAX_DISTANCE = Math.sqrt(2 * (1 - MIN_CORRELATION));

/** The perceptual hash, as in pHash: this many of the lowest frequencies, each cut into cells as wide as near-duplicates can differ. */
const HASHED = 4;

/** What rounding leaves of a picture of one gray; a single level in one pixel makes about 1. */
const FLAT = 1e-6;

/**
 * Groups of pictures whose thumbnails correlate by .99 or more, directly or through others of the group. Only pictures whose
 * perceptual hashes lie in neighboring cells are compared; the transform keeps distances, so no pair is missed.
 * @param thumbnails gray, 16 × 16 bytes each; `undefined` where a picture cannot be read
 * @returns indices, groups of two and more alone, each in ascending order
 */
export function nearDuplicateGroups(thumbnails: readonly (Uint8Array | undefined)[]): number[][] {
  const spectra = thumbnails.map((thumbnail) => thumbnail && unitSpectrum(thumbnail));
  const cells = new Map<number, number[]>();
  const parents = Int32Array.from(spectra, (_, i) => i);
  for (const [i, spectrum] of spectra.entries()) {
    if (!spectrum) continue;
    const own = cellOf(spectrum.subarray(0, HASHED).map((value) => Math.floor(value / MAX_DISTANCE)));
    for (const step of TO_NEIGHBORS)
      for (const other of cells.get(own + step) ?? [])
        if (areNear(spectrum, spectra[other]!)) parents[rootOf(parents, i)] = rootOf(parents, other);
    const here = cells.get(own);
    if (here) here.push(i);
    else cells.set(own, [i]);
  }
  const groups = Map.groupBy(spectra.keys(), (i) => rootOf(parents, i));
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Of the orthonormal cosine transform: WAVES[k][x] is wave k at pixel x. */
const WAVES = Array.from({ length: THUMBNAIL_SIDE }, (_, k) =>
  Float64Array.from(
    { length: THUMBNAIL_SIDE },
    (_, x) =>
      Math.sqrt((k === 0 ? 1 : 2) / THUMBNAIL_SIDE) * Math.cos((Math.PI * k * (x + 0.5)) / THUMBNAIL_SIDE),
  ),
);

/** All frequencies [down, across] but the mean, lowest first, as in a zigzag. */
const FREQUENCIES = Array.from(
  { length: THUMBNAIL_SIDE ** 2 },
  (_, i) => [Math.floor(i / THUMBNAIL_SIDE), i % THUMBNAIL_SIDE] as const,
)
  .sort(([a, b], [c, d]) => a + b - (c + d) || a - c)
  .slice(1);

/**
 * The cosine transform less its mean and of length 1, lowest frequencies first; `undefined` for a picture of one gray, which
 * correlates with nothing. Distances are those of the pixels, but pictures that differ do so in the first few values.
 */
function unitSpectrum(thumbnail: Uint8Array): Float32Array | undefined {
  const side = THUMBNAIL_SIDE;
  const acrossRows = new Float64Array(side * side);
  for (let y = 0; y < side; y++)
    for (let k = 0; k < side; k++) {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += thumbnail[y * side + x]! * WAVES[k]![x]!;
      acrossRows[y * side + k] = sum;
    }
  const values = FREQUENCIES.map(([down, across]) => {
    let sum = 0;
    for (let y = 0; y < side; y++) sum += acrossRows[y * side + across]! * WAVES[down]![y]!;
    return sum;
  });
  const length = Math.hypot(...values);
  return length > FLAT ? Float32Array.from(values, (value) => value / length) : undefined;
}

/** One number for a place in the grid. The coordinates of unit vectors lie in -8 … 7, so that no two places share one. */
function cellOf(place: ArrayLike<number>): number {
  return Array.from(place).reduce((cell, at) => cell * 32 + at, 0);
}

/** What leads from a cell to itself and to each that touches it. */
const TO_NEIGHBORS = Array.from({ length: 3 ** HASHED }, (_, n) =>
  cellOf(Array.from({ length: HASHED }, (_, k) => (Math.floor(n / 3 ** k) % 3) - 1)),
);

/** Stops summing once they differ too much. */
function areNear(a: Float32Array, b: Float32Array): boolean {
  const most = MAX_DISTANCE ** 2;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += (a[i]! - b[i]!) ** 2;
    if (sum > most) return false;
  }
  return true;
}

function rootOf(parents: Int32Array, i: number): number {
  let root = i;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}
