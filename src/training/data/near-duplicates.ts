/** Side of the thumbnails that are compared. */
export const THUMBNAIL_SIDE = 16;

/** Thumbnails that correlate this much show the same picture: another compression, size or brightness of it. */
const LEAST_CORRELATION = 0.99;

/** Unit vectors u and v correlate by 1 - |u - v|² / 2. */
const MOST_DISTANCE = Math.sqrt(2 * (1 - LEAST_CORRELATION));

/**
 * The perceptual hash, as in pHash: the lowest frequencies of the discrete cosine transform but the mean, each cut into cells
 * as wide as two near-duplicates can differ.
 */
const FREQUENCIES = [
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
] as const;

/**
 * Groups of pictures whose thumbnails correlate by .99 or more, directly or through others of the group. Only pictures whose
 * perceptual hashes lie in neighboring cells are compared; the transform keeps distances, so no pair is missed.
 * @param thumbnails gray, 16 × 16 bytes each; `undefined` where a picture cannot be read
 * @returns indices, groups of two and more alone, each in ascending order
 */
export function nearDuplicateGroups(thumbnails: readonly (Uint8Array | undefined)[]): number[][] {
  const vectors = thumbnails.map((thumbnail) => thumbnail && unitVector(thumbnail));
  const cells = new Map<string, number[]>();
  const parents = Int32Array.from(vectors, (_, i) => i);
  for (const [i, vector] of vectors.entries()) {
    if (!vector) continue;
    const place = FREQUENCIES.map((frequency) => Math.floor(coefficient(vector, frequency) / MOST_DISTANCE));
    for (const near of neighbors(place))
      for (const other of cells.get(near) ?? [])
        if (rootOf(parents, i) !== rootOf(parents, other) && areNear(vector, vectors[other]!))
          parents[rootOf(parents, i)] = rootOf(parents, other);
    const own = place.join();
    const here = cells.get(own);
    if (here) here.push(i);
    else cells.set(own, [i]);
  }
  const groups = Map.groupBy(vectors.keys(), (i) => rootOf(parents, i));
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Less its mean and of length 1; `undefined` for a picture of one gray, which correlates with nothing. */
function unitVector(thumbnail: Uint8Array): Float32Array | undefined {
  const mean = thumbnail.reduce((sum, value) => sum + value, 0) / thumbnail.length;
  const vector = Float32Array.from(thumbnail, (value) => value - mean);
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : undefined;
}

const WAVES = Array.from({ length: 3 }, (_, k) =>
  Float64Array.from(
    { length: THUMBNAIL_SIDE },
    (_, x) =>
      Math.sqrt((k === 0 ? 1 : 2) / THUMBNAIL_SIDE) * Math.cos((Math.PI * k * (x + 0.5)) / THUMBNAIL_SIDE),
  ),
);

/** One coefficient of the orthonormal transform. */
function coefficient(vector: Float32Array, [down, across]: (typeof FREQUENCIES)[number]): number {
  let sum = 0;
  for (let y = 0; y < THUMBNAIL_SIDE; y++)
    for (let x = 0; x < THUMBNAIL_SIDE; x++)
      sum += vector[y * THUMBNAIL_SIDE + x]! * WAVES[down]![y]! * WAVES[across]![x]!;
  return sum;
}

function* neighbors(place: readonly number[]): Generator<string> {
  for (let n = 0; n < 3 ** FREQUENCIES.length; n++)
    yield place.map((cell, k) => cell + (Math.floor(n / 3 ** k) % 3) - 1).join();
}

/** Stops summing once they differ too much. */
function areNear(a: Float32Array, b: Float32Array): boolean {
  const most = MOST_DISTANCE ** 2;
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
